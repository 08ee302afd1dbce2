package dev.partita.worker.trt;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.JobFolder;
import dev.partita.protocol.Reply;
import dev.partita.worker.loop.RequestContext;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.LayerInformationFormat;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IEngineInspector;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IProgressMonitor;
import org.jspecify.annotations.Nullable;

/** One run of TensorRT's builder, from an empty network to the engine file, whoever fills the network. */
final class EngineBuild {

    /** Fills an empty network and gives the configuration its profiles. */
    interface Filling {
        void fill(IBuilder builder, INetworkDefinition network, IBuilderConfig config, Arena arena);
    }

    private final TensorRt.Loaded tensorRt;
    private final RequestContext context;

    EngineBuild(TensorRt.Loaded tensorRt, RequestContext context) {
        this.tensorRt = tensorRt;
        this.context = context;
    }

    Reply.EngineBuilt run(BuildSettings settings, boolean stronglyTyped, Filling filling, Path job) throws IOException {
        long start = System.nanoTime();
        // The arena holds what TensorRT points to during the build: monitor and written-out weights.
        try (Arena arena = Arena.ofShared(); OwnedObjects objects = new OwnedObjects()) {
            IBuilder builder = tensorRt.builder();
            int flags = stronglyTyped ? 1 << nvinfer.NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value : 0;
            INetworkDefinition network =
                    objects.own(NetworkEmitter.present(builder.createNetworkV2(flags), "a network"));
            IBuilderConfig config = NetworkEmitter.present(builder.createBuilderConfig(), "a configuration");
            TimingCacheFile timings = TimingCacheFile.load(settings.timingCache(), config);
            // In this order, so that the configuration goes before the cache that it points to.
            objects.own(timings.cache());
            objects.own(config);

            BuilderOptions.apply(settings, config);
            filling.fill(builder, network, config, arena);
            if (NativeObject.supported()) {
                config.setProgressMonitor(
                        new IProgressMonitor(Address.of(new ProgressMonitor(context).object(arena))));
            }
            long buildStart = System.nanoTime();
            IHostMemory plan = objects.own(built(builder.buildSerializedNetwork(network, config)));
            long buildMillis = (System.nanoTime() - buildStart) / 1_000_000;
            timings.save();
            Path engine = JobFolder.engine(job);
            HostMemory.write(plan, engine);
            Files.writeString(JobFolder.layers(job), inspect(plan));
            return new Reply.EngineBuilt(engine, JobFolder.layers(job), Files.size(engine), buildMillis,
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    private IHostMemory built(@Nullable IHostMemory plan) {
        if (plan == null || plan.isNull()) {
            throw new TensorRtException(context.cancelled()
                    ? "the build was cancelled"
                    : "TensorRT built no engine: " + lastError());
        }
        return plan;
    }

    private String lastError() {
        return tensorRt.log().errors().isEmpty() ? "it gave no reason" : tensorRt.log().errors().getLast();
    }

    /** The layer report can only be had from a loaded engine. */
    private String inspect(IHostMemory plan) {
        try (OwnedObjects objects = new OwnedObjects()) {
            ICudaEngine engine = tensorRt.runtime().deserializeCudaEngine(plan.data(), plan.size());
            if (engine == null || engine.isNull()) {
                throw new TensorRtException("TensorRT cannot load the engine that it built: " + lastError());
            }
            objects.own(engine);
            IEngineInspector inspector = objects.own(engine.createEngineInspector());
            return inspector.getEngineInformation(LayerInformationFormat.kJSON);
        }
    }
}
