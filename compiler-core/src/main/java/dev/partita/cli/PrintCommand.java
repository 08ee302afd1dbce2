package dev.partita.cli;

import dev.partita.compile.EngineNetworks;
import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.engine.NetworkJson;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphPrinter;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkPrinter;
import dev.partita.partition.PartitionPrinter;
import dev.partita.partition.Segment;
import dev.partita.report.GraphJson;
import dev.partita.report.PartitionJson;
import dev.partita.settings.CompilationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private JsonOption json = new JsonOption();

    /** A stage's result as people read it, and as scripts do: its parts by name. */
    private record Printed(String text, Map<String, Object> parts) {}

    @Override
    public Integer call() {
        CompilationSettings settings = SettingsFlags.read(spec.commandLine().getParseResult());
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedProgram program = OpenedProgram.open(file, model)) {
            Printed printed = switch (stage) {
                case EXPORTED -> graph(program.importProgram().graph());
                case LOWERED -> graph(plan(program, settings).lowered().graph());
                case PARTITIONED -> partitioned(plan(program, settings));
                case NETWORK -> networks(withEngines(plan(program, settings)));
            };
            if (json.isWanted()) {
                json.write(asJson(program, printed), out);
            }
            if (!json.isToStandardOutput()) {
                out.print(printed.text());
                out.flush();
            }
        }
        return ExitCode.SUCCESS.code();
    }

    private Map<String, Object> asJson(OpenedProgram program, Printed printed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", String.valueOf(file.getFileName()));
        map.put("program", program.exported().name());
        map.put("stage", stage.name().toLowerCase(Locale.ROOT));
        map.putAll(printed.parts());
        return map;
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

    private static Printed graph(Graph graph) {
        return new Printed(GraphPrinter.print(graph), Map.of("nodes", GraphJson.nodes(graph)));
    }

    private static Printed partitioned(Plan plan) {
        Graph graph = plan.lowered().graph();
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("nodes", PartitionJson.nodes(graph, plan.partitioning()));
        parts.put("segments", PartitionJson.segments(plan.partitioning()));
        return new Printed(PartitionPrinter.print(graph, plan.partitioning()), parts);
    }

    private static Printed networks(Plan plan) {
        EngineNetworks networks = new EngineNetworks(plan);
        StringBuilder text = new StringBuilder();
        Map<String, Object> bySegment = new LinkedHashMap<>();
        for (Segment segment : plan.partitioning().engines()) {
            NetworkDescription network = networks.of(segment);
            text.append(NetworkPrinter.print(network)).append('\n');
            bySegment.put(segment.name(), NetworkJson.describe(network));
        }
        return new Printed(text.toString(), Map.of("networks", bySegment));
    }
}
