package dev.partita.gpu;

import dev.partita.engine.EngineException;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.tensorfile.StoredCase;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Recorded engines of exported programs, one after the other because they are measured, too. */
final class ModelChecks {

    private static final MeasureSettings QUICK =
            MeasureSettings.trtexec11().withSpan(new MeasureSettings.Span(100, 500, 10, 0, 0));

    private final CheckBench bench;
    private final CheckLog log;
    private final Path timings;

    ModelChecks(CheckBench bench, CheckLog log, Path timings) {
        this.bench = bench;
        this.log = log;
        this.timings = timings;
    }

    void check(Path job) {
        String place = job.getFileName().toString();
        try (Arena arena = Arena.ofConfined()) {
            RecordedJob recorded = RecordedJob.read(job, arena);
            String name = recorded.cases().model();
            Reply.EngineBuilt built = bench.build(recorded.job().network(), recorded.settings(timings), place);
            log.pass(name + " build", built.buildMillis() + " ms in TensorRT, " + built.totalMillis() + " ms in all, "
                    + recorded.job().network().layers().size() + " layers, " + built.engineBytes() / 1024 + " KiB",
                    Map.of("build_ms", built.buildMillis(), "layers", recorded.job().network().layers().size()));
            for (StoredCase one : recorded.cases().cases()) {
                log.compare(name + " run " + one.name(), bench.run(built.engine(), RecordedJob.named(one.inputs()), place),
                        RecordedJob.named(one.outputs()), recorded.cases().tolerance());
            }
            profile(name, place, built.engine());
        } catch (CheckFailure e) {
            log.fail(place, String.valueOf(e.getMessage()), e.detail());
        } catch (EngineException | RuntimeException e) {
            log.fail(place, e.toString(), List.of());
        }
    }

    private void profile(String name, String place, Path engine) throws CheckFailure {
        Reply.EngineProfiled graph = bench.profile(engine, QUICK, place);
        Reply.EngineProfiled plain = bench.profile(engine, QUICK.withCudaGraph(false).withLayers(true), place);
        float withGraph = graph.profile().measurement().series().compute().median() * 1000;
        float without = plain.profile().measurement().series().compute().median() * 1000;
        log.pass(name + " profile",
                String.format("GPU compute median %.1f us with CUDA graph, %.1f us without, %d layers %s",
                        withGraph, without, plain.profile().layers().size(), graph.profile().notes()),
                Map.of("graph_us", withGraph, "plain_us", without, "layers", plain.profile().layers().size()));
    }
}
