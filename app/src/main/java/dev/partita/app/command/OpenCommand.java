package dev.partita.app.command;

import dev.partita.app.PartitaApplication;
import dev.partita.cli.CommandException;
import dev.partita.cli.ExitCode;
import dev.partita.cli.OutputPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code partita open [MODEL]}: the window; ends with it. */
@Command(name = "open", mixinStandardHelpOptions = true, description = "Opens the window, on a model when one is named; 'partita MODEL.pt2' does the same.")
public final class OpenCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "A .pt2 file, or sample:NAME for one that ships with Partita.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> program = Optional.empty();

    @Option(names = "--screenshot", paramLabel = "FILE", description = "Write a PNG of the window once it shows the model, and end.")
    private Optional<Path> screenshot = Optional.empty();

    @Override
    public void run() {
        if (program.isPresent() && model.filter(file -> !file.startsWith(PartitaApplication.SAMPLE_PREFIX)).isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--model " + program.get() + " names a program of a file: say which file, too");
        }
        screenshot.ifPresent(OutputPath::require);
        open(model, program, screenshot);
    }

    /**
     * The window, until it is closed.
     *
     * @param program which one of a file that holds several
     */
    public static void open(Optional<String> model, Optional<String> program, Optional<Path> screenshot) {
        List<String> arguments = new ArrayList<>();
        program.ifPresent(name -> arguments.add(PartitaApplication.PROGRAM_OPTION + name));
        screenshot.ifPresent(file -> arguments.add("--screenshot=" + file));
        model.ifPresent(arguments::add);
        PartitaApplication.open(arguments);
    }
}
