package dev.partita.gpu;

import dev.partita.compile.ConstantEvaluator;
import dev.partita.compile.InputRanges;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.TuningSettings;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.workerclient.Patience;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerCommand;
import dev.partita.workerclient.WorkerConstantEvaluator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes every TensorRT segment of exported programs as a {@link RecordedJob}, with the program's stored calls where one
 * segment is the whole program.
 *
 * <pre>java -cp ... dev.partita.gpu.RecordModels [--quick] OUT_FOLDER MODEL_FOLDER...</pre>
 *
 * <p>{@code --quick}: builds search little, for engines of which only the numbers matter.
 */
public final class RecordModels {

    private static final CompilationSettings FULL = CompilationSettings.defaults()
            .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
            .with(TuningSettings.DISABLE_TF32, true);

    private final CompilationSettings settings;
    private final Path out;
    private final ConstantEvaluator constants;
    private int written;

    private RecordModels(CompilationSettings settings, Path out, ConstantEvaluator constants) {
        this.settings = settings;
        this.out = out;
        this.constants = constants;
    }

    public static void main(String[] args) throws IOException {
        boolean quick = args[0].equals("--quick");
        List<String> folders = List.of(args).subList(quick ? 1 : 0, args.length);
        CompilationSettings settings = quick ? FULL.with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(1L)) : FULL;
        Path jobs = Files.createTempDirectory("partita-constants");
        try (WorkerClient worker = new WorkerClient(WorkerCommand.current(), Patience.USUAL)) {
            RecordModels recorder = new RecordModels(
                    settings, Path.of(folders.getFirst()), new WorkerConstantEvaluator(worker, jobs));
            for (String folder : folders.subList(1, folders.size())) {
                try (Stream<Path> files = Files.list(Path.of(folder))) {
                    files.filter(file -> file.toString().endsWith(".pt2")).sorted().forEach(recorder::record);
                }
            }
            System.out.println(recorder.written + " engines recorded");
        }
    }

    private void record(Path model) {
        String name = model.getFileName().toString().replaceFirst("\\.pt2$", "");
        try (Arena arena = Arena.ofShared()) {
            Plan plan = new Planner().open(model, settings);
            try (var program = plan.program()) {
                if (plan.lowered().graph().attributes().values().stream().anyMatch(Attribute.Folded.class::isInstance)) {
                    constants.evaluate(program, Planner.options(settings), arena)
                            .forEach(plan.lowered().graph()::putAttribute);
                }
                InputRanges ranges = new InputRanges(plan.lowered().graph(), plan.lowered().ranges(), List.of());
                for (Segment segment : plan.partitioning().engines()) {
                    record(name, plan, segment, ranges, arena);
                }
            }
        } catch (RuntimeException e) {
            System.out.println(name + ": " + e);
        }
    }

    private void record(String model, Plan plan, Segment segment, InputRanges ranges, Arena arena) {
        boolean whole = isWhole(plan, segment);
        String name = whole ? model : model + segment.name();
        try {
            NetworkDescription network = new SegmentConverter(settings).convert(new SegmentGraph(
                    segment.name(), segment.nodes(), segment.inputs(), segment.outputs()));
            StoredCases stored = whole
                    ? StoredCasesReader.read(plan.program().file().resolveSibling(model + ".io.json"), arena)
                    : new StoredCases(name, new StoredCases.Tolerance(0, 0), List.of());
            List<StoredCase> cases = stored.cases().stream().map(one -> renamed(plan, segment, one)).toList();
            RecordedJob.write(network, new BuildSettings(settings, ranges.of(segment.inputs()), Path.of("timing.cache"), true),
                    new StoredCases(name, stored.tolerance(), cases), out.resolve(name));
            written++;
        } catch (EngineException | IOException | RuntimeException e) {
            System.out.println(name + ": " + e);
        }
    }

    private static boolean isWhole(Plan plan, Segment segment) {
        return plan.partitioning().segments().size() == 1
                && segment.inputs().stream().allMatch(input -> input.kind() == NodeKind.PLACEHOLDER)
                && plan.lowered().updates().isEmpty();
    }

    /** The stored call with the engine's names: inputs by their placeholders, outputs by their place in the result. */
    private static StoredCase renamed(Plan plan, Segment segment, StoredCase stored) {
        List<String> users = plan.lowered().signature().inputs().stream()
                .filter(ProgramSignature.Input.User.class::isInstance)
                .map(ProgramSignature.Input::name)
                .toList();
        List<StoredCase.Leaf> inputs = segment.inputs().stream()
                .map(input -> new StoredCase.Leaf(
                        input.name(), stored.inputs().get(users.indexOf(input.target())).value()))
                .toList();
        List<Arg> results = plan.lowered().graph().outputNode().args().getFirst() instanceof Arg.ListOf(var items)
                ? items
                : plan.lowered().graph().outputNode().args();
        List<StoredCase.Leaf> outputs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Arg.Ref(Node node)
                    && segment.outputs().contains(node)
                    && stored.outputs().get(i).value() instanceof StoredValue.Tensor tensor) {
                outputs.add(new StoredCase.Leaf("output" + segment.outputs().indexOf(node), tensor));
            }
        }
        return new StoredCase(stored.name(), inputs, outputs, Map.of(), Map.of());
    }
}
