package dev.partita.app;

import dev.partita.app.command.OpenCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program's main class: the window without arguments or with a model (as a file manager passes it), a command
 * otherwise. A class of its own, because the JVM insists on modules when the main class is an Application. The JVM looks at
 * all methods of its main class: none here names a type of the command line's parser, which the window would wait for.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        Timeline.mark("main");
        List<String> words = withCommand(args);
        System.exit(isPlainOpening(words)
                ? open(words.size() == 2 ? Optional.of(words.getLast()) : Optional.empty())
                : DistributionCommands.line().execute(words.toArray(String[]::new)));
    }

    /** The parser of all commands takes the better part of a second to make, and the window does not need it. */
    private static boolean isPlainOpening(List<String> words) {
        String last = words.getLast();
        return words.size() <= 2 && words.getFirst().equals("open") && !last.startsWith("-") && !last.startsWith("@");
    }

    private static int open(Optional<String> model) {
        try {
            OpenCommand.open(model, Optional.empty(), Optional.empty());
            return 0;
        } catch (RuntimeException failure) {
            return explain(failure);
        }
    }

    private static int explain(RuntimeException failure) {
        var line = DistributionCommands.line();
        try {
            return line.getExecutionExceptionHandler().handleExecutionException(failure, line, line.getParseResult());
        } catch (Exception unexplained) {
            throw new IllegalStateException("cannot say why the window failed", unexplained);
        }
    }

    private static List<String> withCommand(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty() || words.getFirst().endsWith(".pt2") || words.getFirst().startsWith("sample:")) {
            words.addFirst("open");
        }
        return words;
    }
}
