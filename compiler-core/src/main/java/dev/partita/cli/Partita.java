package dev.partita.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
            "'partita COMMAND --help' says what a command takes.",
            "Exit codes: 0 done, 1 outputs differ, 2 wrong usage, 3 bad file, 4 unsupported here, 5 worker failure, 70 internal error, 130 interrupted."
        },
        subcommands = {
            InfoCommand.class,
            PrintCommand.class,
            PartitionCommand.class,
            CompileCommand.class,
            ProfileCommand.class,
            RunCommand.class,
            AccuracyCommand.class,
            CompareCommand.class,
            DoctorCommand.class,
            GpuCommand.class,
            CommandLine.HelpCommand.class,
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

    /**
     * The complete command line, with the exit codes of {@link ExitCode}.
     *
     * @param furtherCommands those of a distribution, which the compiler core does not know
     */
    public static CommandLine commandLine(Object... furtherCommands) {
        Partita root = new Partita();
        CommandLine line = new CommandLine(root);
        // Wrapped, because only then a command's model transformer adds its flags.
        List.of(furtherCommands).forEach(command -> line.addSubcommand(new CommandLine(command)));
        // What follows holds for the commands that are there when it is said.
        ChoiceConverter.registerIn(line);
        return line
                .setParameterExceptionHandler((failure, words) -> refuse(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    PrintWriter err = command.getErr();
                    err.println("partita: " + Failures.line(failure));
                    if (root.verbose) {
                        failure.printStackTrace(err);
                    }
                    return Failures.exitCode(failure).code();
                });
    }

    /** Says what is wrong and where to read on: the help of a command fills screens, and would push the reason out of sight. */
    private static int refuse(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<String> file = unopenedFile(failure);
        err.println("partita: " + file.map(name -> "'" + name + "' is no command; 'partita open " + name
                + "' opens a file whose name does not end in .pt2").orElseGet(() -> words(failure)));
        if (file.isEmpty()) {
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        }
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' says what there is.");
        return ExitCode.USAGE.code();
    }

    /** What stands in place of a command and is the name of a file: nobody wants to read which commands resemble it. */
    private static Optional<String> unopenedFile(CommandLine.ParameterException failure) {
        return failure instanceof CommandLine.UnmatchedArgumentException unmatched
                        && failure.getCommandLine().getSubcommands().containsKey("open")
                ? Optional.of(unmatched.getUnmatched().getFirst()).filter(word -> new File(word).exists())
                : Optional.empty();
    }

    private static String words(CommandLine.ParameterException failure) {
        if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        String first = unmatched.getUnmatched().getFirst();
        boolean hasCommands = !failure.getCommandLine().getSubcommands().isEmpty();
        return unmatched.isUnknownOption()
                ? "there is no option " + first
                : hasCommands ? "there is no command '" + first + "'" : "'" + first + "' is one argument too many";
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
