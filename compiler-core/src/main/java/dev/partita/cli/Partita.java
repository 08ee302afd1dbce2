package dev.partita.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. The window's launcher adds the commands that need a toolkit. */
@Command(
        name = "partita",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A workbench for Torch-TensorRT graphs: opens a .pt2, shows and changes what TensorRT and Torch run, "
                + "builds the engines, runs and profiles them.",
        footer = {
            "",
            "Exit codes: 0 done, 1 outputs differ, 2 wrong usage, 3 bad file, 4 unsupported here, 5 worker failure, 130 interrupted."
        },
        subcommands = {
            InfoCommand.class,
            PrintCommand.class,
            PartitionCommand.class,
            CompileCommand.class,
            ProfileCommand.class,
            RunCommand.class,
            CompareCommand.class,
            DoctorCommand.class,
            GpuCommand.class,
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Partita implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack when a command fails.")
    private boolean verbose;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The complete command line of the compiler core, with the exit codes of {@link ExitCode}. */
    public static CommandLine commandLine() {
        Partita root = new Partita();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    PrintWriter err = command.getErr();
                    err.println("partita: " + Failures.line(failure));
                    if (root.verbose) {
                        failure.printStackTrace(err);
                    }
                    return Failures.exitCode(failure).code();
                });
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
