package dev.partita.app;

import dev.partita.app.command.OpenCommand;
import dev.partita.app.command.RenderCommand;
import dev.partita.cli.Partita;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * The program's main class: the window without arguments or with a model (as a file manager passes it), a command
 * otherwise. A class of its own, because the JVM insists on modules when the main class is an Application.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(withCommand(args).toArray(String[]::new)));
    }

    /** Every command of the distribution. */
    public static CommandLine commandLine() {
        return Partita.commandLine()
                .addSubcommand(new OpenCommand())
                .addSubcommand(new CommandLine(new RenderCommand()))
                // Holds for the commands that are there when it is said.
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static List<String> withCommand(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty() || words.getFirst().endsWith(".pt2") || words.getFirst().startsWith("sample:")) {
            words.addFirst("open");
        }
        return words;
    }
}
