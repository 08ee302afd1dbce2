package dev.partita.cli;

import dev.partita.file.FileProblem;
import java.nio.file.Path;

/** A file or folder that a command is to write: what is wrong with it is said before the work, not after. */
public final class OutputPath {

    private OutputPath() {}

    /** Ends the command when {@code file} cannot be written. */
    public static void require(Path file) {
        FileProblem.beforeWriting(file).ifPresent(why -> refuse(file, why));
    }

    /** Ends the command when nothing can be written in {@code folder}, which need not be there. */
    static void requireFolder(Path folder) {
        FileProblem.beforeFilling(folder).ifPresent(why -> refuse(folder, why));
    }

    private static void refuse(Path output, String why) {
        throw new CommandException(ExitCode.BAD_FILE, "cannot write " + output + ": " + why);
    }
}
