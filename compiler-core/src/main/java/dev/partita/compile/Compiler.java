package dev.partita.compile;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.compiled.ModuleWriter;
import dev.partita.compiled.SegmentExtractor;
import dev.partita.convert.ConversionException;
import dev.partita.convert.SegmentGraph;
import dev.partita.engine.BuildListener;
import dev.partita.engine.BuildResult;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineBuilder;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.settings.CachingSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.SettingsJson;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All stages in order: lower, cut, evaluate constants, convert and build each TensorRT segment, write the folder. */
public final class Compiler {

    private final EngineBuilder builder;
    private final ConstantEvaluator constants;
    private final Path cacheFolder;

    /** @param cacheFolder where the timing cache lies unless the settings say otherwise */
    public Compiler(EngineBuilder builder, ConstantEvaluator constants, Path cacheFolder) {
        this.builder = builder;
        this.constants = constants;
        this.cacheFolder = cacheFolder;
    }

    /** Blocks until done; {@code cancel} ends it early. Events come on this thread and on the builder's. */
    public CompileResult compile(CompileRequest request, Consumer<CompileEvent> events, CancelToken cancel) {
        try (Arena arena = Arena.ofShared()) {
            return new Run(request, events, cancel, arena).compile();
        }
    }

    /** One compilation. */
    private final class Run {

        private final CompileRequest request;
        private final Consumer<CompileEvent> events;
        private final CancelToken cancel;
        private final Arena arena;

        Run(CompileRequest request, Consumer<CompileEvent> events, CancelToken cancel, Arena arena) {
            this.request = request;
            this.events = events;
            this.cancel = cancel;
            this.arena = arena;
        }

        CompileResult compile() {
            // A graph of its own: evaluated constants are put into it.
            Plan plan = stage("plan", () -> new Planner().plan(request.program(), request.settings()));
            stage("constants", () -> evaluateConstants(plan.lowered().graph()));
            try (ModuleWriter writer = new ModuleWriter(request.output())) {
                return compile(plan, writer);
            }
        }

        private CompileResult compile(Plan plan, ModuleWriter writer) {
            InputRanges ranges = InputRanges.from(plan);
            ProgramInterface program = new ProgramInterface(plan, ranges, events);
            program.weights().forEach(writer::weight);
            EngineNetworks networks = new EngineNetworks(plan, ranges);
            List<SegmentEntry> entries = new ArrayList<>();
            int engines = 0;
            for (Segment segment : plan.partitioning().segments()) {
                if (cancel.isCancelled()) {
                    return new CompileResult.Cancelled();
                }
                if (segment.isTensorRt()) {
                    events.accept(new CompileEvent.SegmentStarted(
                            segment.name(), ++engines, plan.partitioning().engines().size()));
                    switch (tensorRt(segment, networks, ranges, writer)) {
                        case Built.Entry(SegmentEntry entry) -> entries.add(entry);
                        case Built.Failure(CompileResult failure) -> {
                            return failure;
                        }
                    }
                } else {
                    entries.add(torch(segment, writer));
                }
            }
            return new CompileResult.Compiled(stage("write", () -> finish(plan, program, entries, writer)), plan);
        }

        private int evaluateConstants(Graph graph) {
            boolean needed = graph.attributes().values().stream().anyMatch(Attribute.Folded.class::isInstance);
            if (needed) {
                Map<String, Attribute.Weight> evaluated =
                        constants.evaluate(request.program(), Planner.options(request.settings()), arena);
                for (var entry : List.copyOf(graph.attributes().entrySet())) {
                    if (entry.getValue() instanceof Attribute.Folded) {
                        Attribute.Weight weight = evaluated.get(entry.getKey());
                        if (weight == null) {
                            throw new CompileException("the constant '" + entry.getKey() + "' was not evaluated");
                        }
                        graph.putAttribute(entry.getKey(), weight);
                    }
                }
            }
            return graph.attributes().size();
        }

        private SegmentEntry torch(Segment segment, ModuleWriter writer) {
            return writer.torch(segment.name(), SegmentExtractor.extract(segment),
                    names(segment.inputs()), names(segment.outputs()));
        }

        private Built tensorRt(Segment segment, EngineNetworks networks, InputRanges ranges, ModuleWriter writer) {
            long start = System.nanoTime();
            if (networks.graphs().givesOnlySizes(segment)) {
                finished(segment, start, "gives only sizes, runs in Torch");
                return new Built.Entry(torch(segment, writer));
            }
            SegmentGraph graph = networks.graphs().of(segment);
            NetworkDescription network;
            try {
                network = networks.of(graph);
            } catch (ConversionException failure) {
                if (request.settings().get(CoreSettings.REQUIRE_FULL_COMPILATION)) {
                    throw failure;
                }
                events.accept(new CompileEvent.Noted("segment " + segment.name() + " stays in Torch: " + failure.getMessage()));
                finished(segment, start, "not convertible, runs in Torch");
                return new Built.Entry(torch(segment, writer));
            }
            BuildSettings settings = new BuildSettings(request.settings(), ranges.of(graph.inputs()), timingCache(), true);
            return switch (request.target()) {
                case NETWORKS -> {
                    write(network, settings, writer.jobFolder(segment.name()));
                    finished(segment, start, "written as a network, not built");
                    yield new Built.Entry(EngineEntry.of(graph, network, writer.job(segment.name())));
                }
                case ENGINES -> switch (builder.build(network, settings, listener(segment), cancel)) {
                    case BuildResult.Built(var engine) -> {
                        finished(segment, start, engine.provenance());
                        yield new Built.Entry(EngineEntry.of(graph, network, writer.engine(segment.name(), engine)));
                    }
                    case BuildResult.Refused(var problem) ->
                        new Built.Failure(new CompileResult.Refused(segment.name(), problem));
                    case BuildResult.Cancelled _ -> new Built.Failure(new CompileResult.Cancelled());
                    case BuildResult.Died(var failure) ->
                        new Built.Failure(new CompileResult.Died(segment.name(), failure));
                };
            };
        }

        private void finished(Segment segment, long start, String outcome) {
            events.accept(new CompileEvent.SegmentFinished(
                    segment.name(), Duration.ofNanos(System.nanoTime() - start), outcome));
        }

        private BuildListener listener(Segment segment) {
            return new BuildListener() {
                @Override
                public void phase(Phase phase) {
                    events.accept(new CompileEvent.Building(segment.name(), phase));
                }

                @Override
                public void log(LogLevel level, String text) {
                    events.accept(new CompileEvent.Logged(segment.name(), level, text));
                }
            };
        }

        private Path timingCache() {
            return request.settings().get(CachingSettings.TIMING_CACHE_PATH).map(Path::of)
                    .orElse(cacheFolder.resolve("timing.cache"));
        }

        private CompiledModule finish(
                Plan plan, ProgramInterface program, List<SegmentEntry> entries, ModuleWriter writer) {
            return writer.finish(new Manifest(
                    Manifest.VERSION,
                    source(),
                    SettingsJson.toMap(plan.settings()),
                    program.inputs(entries),
                    program.outputs(),
                    program.changes(),
                    entries,
                    writer.writeWeights()));
        }

        private Manifest.Source source() {
            Path file = request.program().file();
            try {
                return new Manifest.Source(String.valueOf(file.getFileName()), Files.size(file));
            } catch (IOException failure) {
                throw new CompileException(file + " has gone away: " + failure.getMessage(), failure);
            }
        }

        private <T> T stage(String name, java.util.function.Supplier<T> work) {
            events.accept(new CompileEvent.StageStarted(name));
            long start = System.nanoTime();
            T result = work.get();
            events.accept(new CompileEvent.StageFinished(name, Duration.ofNanos(System.nanoTime() - start)));
            return result;
        }
    }

    /** What became of a TensorRT segment. */
    private sealed interface Built {
        record Entry(SegmentEntry entry) implements Built {}

        record Failure(CompileResult result) implements Built {}
    }

    private static void write(NetworkDescription network, BuildSettings settings, Path folder) {
        try {
            JobFolder.write(network, settings, folder);
        } catch (EngineException failure) {
            throw new CompileException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
