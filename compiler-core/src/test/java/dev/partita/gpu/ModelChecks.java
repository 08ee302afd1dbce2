package dev.partita.gpu;

import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.InputRange;
import dev.partita.engine.SymbolCorners;
import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.Value;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.TuningSettings;
import dev.partita.tensor.SymRange;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exported programs: every TensorRT segment is built; a program that is one segment is run on its stored inputs. */
final class ModelChecks {

    private static final MeasureSettings QUICK =
            MeasureSettings.trtexec11().withSpan(new MeasureSettings.Span(100, 500, 10, 0, 0));

    private final CheckBench bench;
    private final CheckLog log;
    private final Path timings;
    private final CompilationSettings settings = CompilationSettings.defaults()
            .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
            .with(PartitionSettings.DECOMPOSE_ATTENTION, true)
            .with(TuningSettings.DISABLE_TF32, true);

    ModelChecks(CheckBench bench, CheckLog log, Path timings) {
        this.bench = bench;
        this.log = log;
        this.timings = timings;
    }

    void check(Path model) {
        String name = model.getFileName().toString().replaceFirst("\\.pt2$", "");
        Plan plan;
        try {
            plan = new Planner().open(model, settings);
        } catch (RuntimeException e) {
            log.fail(name, "cannot be planned: " + e, List.of());
            return;
        }
        try (var program = plan.program()) {
            List<Segment> engines = plan.partitioning().engines();
            log.note(name, engines.size() + " engines, " + plan.partitioning().torchSegments() + " Torch segments",
                    Map.of("engines", engines.size()));
            for (Segment segment : engines) {
                check(name, plan, segment);
            }
        }
    }

    private void check(String model, Plan plan, Segment segment) {
        String name = model + "/" + segment.name();
        try {
            NetworkDescription network = new SegmentConverter(settings).convert(new SegmentGraph(
                    segment.name(), segment.nodes(), segment.inputs(), segment.outputs()));
            BuildSettings build = new BuildSettings(settings, ranges(plan, segment), timings, true);
            Reply.EngineBuilt built = bench.build(network, build, name.replace('/', '.'));
            log.pass(name + " build", built.buildMillis() + " ms in TensorRT, " + built.totalMillis() + " ms in all, "
                    + network.layers().size() + " layers, " + built.engineBytes() / 1024 + " KiB",
                    Map.of("build_ms", built.buildMillis(), "layers", network.layers().size()));
            if (isWhole(plan, segment)) {
                runStored(name, plan, segment, built.engine());
            }
            profile(name, built.engine());
        } catch (CheckFailure e) {
            log.fail(name, String.valueOf(e.getMessage()), e.detail());
        } catch (RuntimeException e) {
            log.fail(name, e.toString(), List.of());
        }
    }

    private static boolean isWhole(Plan plan, Segment segment) {
        return plan.partitioning().segments().size() == 1
                && segment.inputs().stream().allMatch(input -> input.kind() == NodeKind.PLACEHOLDER)
                && plan.lowered().bufferUpdates().isEmpty();
    }

    private static List<InputRange> ranges(Plan plan, Segment segment) {
        if (plan.lowered().ranges().ranges().isEmpty()) {
            return List.of();
        }
        SymbolCorners corners = corners(plan);
        List<InputRange> ranges = new ArrayList<>();
        for (Node input : segment.inputs()) {
            switch (input.value()) {
                case Value.Tensor(var spec) ->
                    ranges.add(new InputRange(input.name(), List.of(corners.extents(spec.shape()))));
                case Value.SymInt(var expression) ->
                    ranges.add(new InputRange(input.name(), List.of(corners.values(List.of(expression)))));
                default -> throw new IllegalArgumentException("input " + input.name() + " is " + input.value());
            }
        }
        return ranges;
    }

    private static SymbolCorners corners(Plan plan) {
        Map<String, Long> min = new LinkedHashMap<>();
        Map<String, Long> opt = new LinkedHashMap<>();
        Map<String, Long> max = new LinkedHashMap<>();
        plan.lowered().ranges().ranges().forEach((symbol, range) -> {
            long hint = plan.lowered().ranges().hints().getOrDefault(symbol, Math.max(range.min(), 2));
            min.put(symbol, Math.max(range.min(), 1));
            opt.put(symbol, hint);
            max.put(symbol, range.max() == SymRange.UNBOUNDED_MAX || range.max() > 4096 ? hint * 8 : range.max());
        });
        return new SymbolCorners(min, opt, max);
    }

    private void runStored(String name, Plan plan, Segment segment, Path engine) throws CheckFailure {
        Path manifest = plan.program().file().resolveSibling(
                plan.program().file().getFileName().toString().replaceFirst("\\.pt2$", ".io.json"));
        try (Arena arena = Arena.ofConfined()) {
            StoredCases stored = StoredCasesReader.read(manifest, arena);
            for (StoredCase one : stored.cases()) {
                log.compare(name + " run " + one.name(),
                        bench.run(engine, inputs(plan, segment, one), name.replace('/', '.')),
                        expected(plan, segment, one), stored.tolerance());
            }
        }
    }

    private static Map<String, Values> inputs(Plan plan, Segment segment, StoredCase stored) {
        List<String> users = plan.lowered().signature().inputs().stream()
                .filter(ProgramSignature.Input.User.class::isInstance)
                .map(ProgramSignature.Input::name)
                .toList();
        Map<String, Values> inputs = new LinkedHashMap<>();
        for (Node input : segment.inputs()) {
            inputs.put(input.name(), Values.of(stored.inputs().get(users.indexOf(input.name())).value()));
        }
        return inputs;
    }

    /** Which stored output each output of the segment is: by its place in the program's result. */
    private static Map<String, Values> expected(Plan plan, Segment segment, StoredCase stored) {
        List<Arg> results = plan.lowered().graph().outputNode().args().getFirst() instanceof Arg.ListOf(var items)
                ? items
                : plan.lowered().graph().outputNode().args();
        Map<String, Values> expected = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Arg.Ref(Node node)
                    && segment.outputs().contains(node)
                    && stored.outputs().get(i).value() instanceof StoredValue.Tensor) {
                expected.put("output" + segment.outputs().indexOf(node), Values.of(stored.outputs().get(i).value()));
            }
        }
        return expected;
    }

    private void profile(String name, Path engine) throws CheckFailure {
        Reply.EngineProfiled graph = bench.profile(engine, QUICK, name.replace('/', '.'));
        Reply.EngineProfiled plain = bench.profile(engine, QUICK.withCudaGraph(false).withLayers(true), name.replace('/', '.'));
        float withGraph = graph.profile().measurement().series().compute().median();
        float without = plain.profile().measurement().series().compute().median();
        log.pass(name + " profile", String.format("GPU compute median %.1f us with CUDA graph, %.1f us without, %d layers %s",
                withGraph * 1000, without * 1000, plain.profile().layers().size(), graph.profile().notes()),
                Map.of("graph_us", withGraph * 1000, "plain_us", without * 1000));
    }
}
