package dev.partita.app;

import dev.partita.app.shell.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What a distribution's AOT cache is recorded from: {@code main SAMPLES OUT} runs the short commands over the sample
 * programs and then opens the window on one, with a preview as large programs have, in one process, as people would. Ends
 * with the first exit code that is not 0.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path samples = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        for (Path sample : programs(samples)) {
            play("info", sample.toString());
            play("partition", sample.toString(), "--json", out.resolve("partition.json").toString());
            play("print", sample.toString(), "--stage", "partitioned");
        }
        System.setProperty(Shell.LEAST_PREVIEWED_PROPERTY, "0");
        Launcher.main(new String[] {"open", samples.resolve("resnet18_w16.pt2").toString(), "--screenshot", out.resolve("window.png").toString()});
    }

    private static List<Path> programs(Path samples) throws IOException {
        try (Stream<Path> files = Files.list(samples)) {
            return files.filter(file -> file.toString().endsWith(".pt2")).sorted().toList();
        }
    }

    private static void play(String... words) {
        CommandLine line = DistributionCommands.line().setOut(new PrintWriter(Writer.nullWriter()));
        int code = line.execute(words);
        if (code != 0) {
            System.err.println("rehearsal: partita " + String.join(" ", words) + " ended with " + code);
            System.exit(code);
        }
    }
}
