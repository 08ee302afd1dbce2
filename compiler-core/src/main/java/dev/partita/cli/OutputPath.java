package dev.partita.cli;

import dev.partita.file.FileProblem;
import java.nio.file.Path;

/** A file that a command is to write: what is wrong with it is said before the work, not after. */
public final class OutputPath {

    private OutputPath() {}

    /** Ends the command when {@code file} cannot be written. */
    public static void require(Path file) {
        FileProblem.beforeWriting(file).ifPresent(why -> {
            throw new CommandException(ExitCode.BAD_FILE, "cannot write " + file + ": " + why);
        });
    }
}
