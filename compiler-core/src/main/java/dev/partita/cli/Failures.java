package dev.partita.cli;

import dev.partita.compile.CompileException;
import dev.partita.compiled.CompiledModuleException;
import dev.partita.convert.ConversionException;
import dev.partita.handback.HandBackException;
import dev.partita.importer.ImportException;
import dev.partita.lowering.LoweringException;
import dev.partita.partition.PartitionException;
import dev.partita.pt2.Pt2Exception;
import dev.partita.settings.SettingsException;
import dev.partita.tensorfile.StoredCasesException;

/** Which failure ends a command how. The only place that knows the exceptions of all stages. */
final class Failures {

    private Failures() {}

    static ExitCode exitCode(Throwable failure) {
        return switch (failure) {
            case CommandException command -> command.exitCode();
            case Pt2Exception badFile -> ExitCode.BAD_FILE;
            case StoredCasesException badFile -> ExitCode.BAD_FILE;
            case SettingsException wrongUsage -> ExitCode.USAGE;
            case PartitionException unsupported -> ExitCode.UNSUPPORTED;
            case ImportException unsupported -> ExitCode.UNSUPPORTED;
            case LoweringException unsupported -> ExitCode.UNSUPPORTED;
            case CompileException unsupported -> ExitCode.UNSUPPORTED;
            case HandBackException unsupported -> ExitCode.UNSUPPORTED;
            case CompiledModuleException badFile -> ExitCode.BAD_FILE;
            case ConversionException unsupported -> ExitCode.UNSUPPORTED;
            default -> ExitCode.BUG;
        };
    }

    /** One readable line. */
    static String line(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return exitCode(failure) == ExitCode.BUG
                ? "internal error, please report it with --verbose: " + failure.getClass().getSimpleName() + ": " + message
                : message;
    }
}
