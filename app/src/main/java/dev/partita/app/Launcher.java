package dev.partita.app;

import dev.partita.app.command.OpenCommand;
import dev.partita.app.command.RenderCommand;
import dev.partita.cli.Partita;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The program's main class: the window without arguments or with a model (as a file manager passes it), a command
 * otherwise. A class of its own, because the JVM insists on modules when the main class is an Application.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        List<String> words = withCommand(args);
        System.exit(isPlainOpening(words)
                ? open(words.stream().skip(1).findFirst())
                : commandLine().execute(words.toArray(String[]::new)));
    }

    /** The parser of all commands takes the better part of a second to make, and the window does not need it. */
    private static boolean isPlainOpening(List<String> words) {
        return words.size() <= 2 && words.getFirst().equals("open")
                && words.stream().skip(1).noneMatch(word -> word.startsWith("-") || word.startsWith("@"));
    }

    private static int open(Optional<String> model) {
        try {
            OpenCommand.open(model, Optional.empty());
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException failure) {
            return explain(failure);
        }
    }

    private static int explain(RuntimeException failure) {
        CommandLine line = commandLine();
        try {
            return line.getExecutionExceptionHandler().handleExecutionException(failure, line, line.getParseResult());
        } catch (Exception unexplained) {
            throw new IllegalStateException("cannot say why the window failed", unexplained);
        }
    }

    /** Every command of the distribution. */
    public static CommandLine commandLine() {
        return Partita.commandLine(new OpenCommand(), new RenderCommand());
    }

    private static List<String> withCommand(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty() || words.getFirst().endsWith(".pt2") || words.getFirst().startsWith("sample:")) {
            words.addFirst("open");
        }
        return words;
    }
}
