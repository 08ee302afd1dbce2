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
        IBuilder builder = NetworkEmitter.present(nvinfer.createInferBuilder(tensorRt.log()), "a builder");
        int flags = stronglyTyped ? 1 << nvinfer.NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value : 0;
        INetworkDefinition network = NetworkEmitter.present(builder.createNetworkV2(flags), "a network");
        IBuilderConfig config = NetworkEmitter.present(builder.createBuilderConfig(), "a configuration");
        // The arena holds what TensorRT points to during the build: monitor and written-out weights.
        try (Arena arena = Arena.ofShared()) {
            BuilderOptions.apply(settings, config);
            filling.fill(builder, network, config, arena);
            if (NativeObject.supported()) {
                config.setProgressMonitor(
                        new IProgressMonitor(Address.of(new ProgressMonitor(context).object(arena))));
            }
            long buildStart = System.nanoTime();
            IHostMemory plan = build(builder, network, config, settings.timingCache());
            long buildMillis = (System.nanoTime() - buildStart) / 1_000_000;
            Path engine = JobFolder.engine(job);
            HostMemory.write(plan, engine);
            Files.writeString(JobFolder.layers(job), inspect(plan));
            NativeObject.delete(plan);
            return new Reply.EngineBuilt(engine, JobFolder.layers(job), Files.size(engine), buildMillis,
                    (System.nanoTime() - start) / 1_000_000);
        } finally {
            NativeObject.delete(config);
            NativeObject.delete(network);
            NativeObject.delete(builder);
        }
    }

    private IHostMemory build(IBuilder builder, INetworkDefinition network, IBuilderConfig config, Path timings)
            throws IOException {
        try (TimingCacheFile cache = TimingCacheFile.load(timings, config)) {
            IHostMemory plan = builder.buildSerializedNetwork(network, config);
            if (plan == null || plan.isNull()) {
                throw new TensorRtException(context.cancelled()
                        ? "the build was cancelled"
                        : "TensorRT built no engine: " + lastError());
            }
            cache.save();
            return plan;
        }
    }

    private String lastError() {
        return tensorRt.log().errors().isEmpty() ? "it gave no reason" : tensorRt.log().errors().getLast();
    }

    /** The layer report can only be had from a loaded engine. */
    private String inspect(IHostMemory plan) {
        ICudaEngine engine = tensorRt.runtime().deserializeCudaEngine(plan.data(), plan.size());
        if (engine == null || engine.isNull()) {
            throw new TensorRtException("TensorRT cannot load the engine that it built: " + lastError());
        }
        IEngineInspector inspector = engine.createEngineInspector();
        try {
            return inspector.getEngineInformation(LayerInformationFormat.kJSON);
        } finally {
            NativeObject.delete(inspector);
            NativeObject.delete(engine);
        }
    }
}
