package dev.partita.workerclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.engine.BuildListener;
import dev.partita.engine.BuildResult;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineCache;
import dev.partita.engine.EngineFile;
import dev.partita.network.ActivationType;
import dev.partita.network.Layer;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkDescription;
import dev.partita.network.TensorType;
import dev.partita.protocol.Phase;
import dev.partita.protocol.WorkerFailure;
import dev.partita.settings.CachingSettings;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.TuningSettings;
import dev.partita.tensor.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks go out as jobs, engines come back through the cache; only the build itself is pretended. */
@Timeout(60)
class WorkerEngineBuilderTest {

    @TempDir
    private Path folder;

    private final WorkerClient worker = new WorkerClient(
            WorkerCommand.of("dev.partita.workerclient.FakeWorker"),
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500)));

    @AfterEach
    void endWorker() {
        worker.close();
    }

    private static NetworkDescription network(String name) {
        NetworkBuilder network = new NetworkBuilder(name);
        network.from(new NetworkBuilder.Source("aten_ops.relu.default", "relu", "relu"));
        network.output("output0", network.add(new Layer.Activation(
                network.input("x", new TensorType(DType.FLOAT32, List.of(4L)), false), ActivationType.RELU, 0, 0)));
        return network.build();
    }

    private BuildResult build(String segment, CompilationSettings options, CancelToken token, BuildListener listener) {
        EngineCache cache = new EngineCache(folder.resolve("cache"), 1 << 20);
        return new WorkerEngineBuilder(worker, cache, folder.resolve("jobs")).build(
                network(segment), new BuildSettings(options, List.of(), folder.resolve("timing.cache"), false),
                listener, token);
    }

    private EngineFile built(CompilationSettings options) {
        BuildResult result = build("_run_on_acc_0", options, new CancelToken(), BuildListener.NONE);
        return assertInstanceOf(BuildResult.Built.class, result).engine();
    }

    @Test
    void secondBuildComesFromTheCache() throws Exception {
        EngineFile first = built(CompilationSettings.defaults());
        EngineFile second = built(CompilationSettings.defaults());
        assertEquals("built: the cache is empty", first.provenance());
        assertEquals(Duration.ofMillis(30), first.buildTime());
        assertTrue(second.provenance().startsWith("from the cache"), second.provenance());
        assertEquals(Duration.ZERO, second.buildTime());
        assertEquals("a plan", Files.readString(second.engine()));
    }

    @Test
    void anotherLevelIsAnotherEngineAndTheReasonIsSaid() {
        built(CompilationSettings.defaults());
        EngineFile other = built(CompilationSettings.defaults().with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(5L)));
        assertTrue(other.provenance().startsWith("built: the closest cached engine differs: optimization_level is 5, not"),
                other.provenance());
    }

    @Test
    void withoutTheCacheTheEngineStaysInItsJob() {
        EngineFile engine = built(CompilationSettings.defaults()
                .with(CachingSettings.CACHE_BUILT_ENGINES, false)
                .with(CachingSettings.REUSE_CACHED_ENGINES, false));
        assertEquals("built: reuse_cached_engines is off", engine.provenance());
        assertTrue(engine.engine().startsWith(folder.resolve("jobs")), engine.engine().toString());
    }

    @Test
    void deathDuringABuildNamesTheSegmentAndTheJobToReplay() {
        BuildResult.Died died = assertInstanceOf(BuildResult.Died.class,
                build("killed", CompilationSettings.defaults(), new CancelToken(), BuildListener.NONE));
        assertEquals(new WorkerFailure.Ending.Signalled(9), died.failure().ending());
        assertEquals("killed", died.failure().segment());
        assertTrue(Files.exists(died.failure().job().orElseThrow().resolve("network.json")));
    }

    @Test
    void refusalKeepsTensorRtsReason() {
        BuildResult.Refused refused = assertInstanceOf(BuildResult.Refused.class,
                build("fails", CompilationSettings.defaults(), new CancelToken(), BuildListener.NONE));
        assertEquals("no implementation for node 'conv'", refused.problem().message());
    }

    @Test
    void tokenCancelsTheBuild() {
        CancelToken token = new CancelToken();
        BuildResult result = build("waits for cancel", CompilationSettings.defaults(), token, new BuildListener() {
            @Override
            public void phase(Phase phase) {
                token.cancel();
            }
        });
        assertInstanceOf(BuildResult.Cancelled.class, result);
        assertTrue(token.isCancelled());
    }
}
