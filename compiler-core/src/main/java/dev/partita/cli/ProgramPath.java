package dev.partita.cli;

import dev.partita.compiled.CompiledModule;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command is to work on: a file, or the folder of a compiled program. */
final class ProgramPath {

    private ProgramPath() {}

    /** Ends the command when there is nothing to work on; whether a file is a program, only who reads it can say. */
    static void require(Path program) {
        if (!Files.exists(program)) {
            throw new CommandException(ExitCode.BAD_FILE, program + ": no such file");
        }
        if (Files.isDirectory(program) && !CompiledModule.isCompiled(program)) {
            throw new CommandException(ExitCode.BAD_FILE, program + ": a folder without manifest.json is no compiled program;"
                    + " name a .pt2 file, or a folder that 'partita compile' wrote");
        }
    }
}
