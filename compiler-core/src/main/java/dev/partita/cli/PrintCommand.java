package dev.partita.cli;

import dev.partita.compile.EngineNetworks;
import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.ir.GraphPrinter;
import dev.partita.network.NetworkPrinter;
import dev.partita.partition.PartitionPrinter;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita print MODEL --stage ...}: the text form of a stage, stable and diffable. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = "Prints the program as it is after a stage.")
final class PrintCommand implements Callable<Integer> {

    /** Stages whose result can be printed; names as on the command line. */
    enum PrintedStage {
        EXPORTED,
        LOWERED,
        PARTITIONED,
        NETWORK
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--stage", paramLabel = "STAGE", description = "exported, lowered (the default), partitioned, or network.")
    private PrintedStage stage = PrintedStage.LOWERED;

    @Override
    public Integer call() {
        CompilationSettings settings = SettingsFlags.read(spec.commandLine().getParseResult());
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedProgram program = OpenedProgram.open(file, model)) {
            out.print(switch (stage) {
                case EXPORTED -> GraphPrinter.print(program.importProgram().graph());
                case LOWERED -> GraphPrinter.print(plan(program, settings).lowered().graph());
                case PARTITIONED -> partitioned(plan(program, settings));
                case NETWORK -> networks(withEngines(plan(program, settings)));
            });
            out.flush();
        }
        return ExitCode.SUCCESS.code();
    }

    /** Nothing at all on standard output would look like a failure. */
    private Plan withEngines(Plan plan) {
        if (plan.partitioning().engines().isEmpty()) {
            spec.commandLine().getErr().println("No segment runs in TensorRT: 'partita partition' says why.");
        }
        return plan;
    }

    private static Plan plan(OpenedProgram program, CompilationSettings settings) {
        return new Planner().plan(program, settings);
    }

    private static String partitioned(Plan plan) {
        return PartitionPrinter.print(plan.lowered().graph(), plan.partitioning());
    }

    private static String networks(Plan plan) {
        EngineNetworks networks = new EngineNetworks(plan);
        StringBuilder text = new StringBuilder();
        for (Segment segment : plan.partitioning().engines()) {
            text.append(NetworkPrinter.print(networks.of(segment))).append('\n');
        }
        return text.toString();
    }
}
