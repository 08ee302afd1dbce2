package dev.partita.worker.trt;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.engine.InputRange;
import dev.partita.engine.JobFolder;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.Typing;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import java.io.IOException;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvonnxparser.IParser;

/** Builds an engine the other way, through TensorRT's own ONNX parser, to have something to measure ours against. */
final class OnnxHandler implements RequestHandler {

    private static final int WARNINGS = 2;

    private final TensorRt tensorRt;

    OnnxHandler(TensorRt tensorRt) {
        this.tensorRt = tensorRt;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.BuildOnnx;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        Request.BuildOnnx build = (Request.BuildOnnx) request;
        TensorRt.Loaded loaded = tensorRt.use(context);
        try {
            BuildSettings settings = JobFolder.readSettings(build.job());
            boolean stronglyTyped = settings.options().get(PrecisionSettings.TYPING) == Typing.EXPLICIT;
            return new EngineBuild(loaded, context).run(settings, stronglyTyped, (builder, network, config, arena) -> {
                parse(build, network, loaded.log());
                addProfiles(builder, config, settings);
            }, build.job());
        } catch (TensorRtException e) {
            throw new RequestException(new Problem(Problem.Kind.NATIVE,
                    build.onnx() + ": " + e.getMessage(), loaded.log().errors()), e);
        } catch (EngineException | IOException e) {
            throw RequestException.of(Problem.Kind.INPUT, e);
        }
    }

    private static void parse(Request.BuildOnnx build, INetworkDefinition network, BuildLog log) {
        // The parser owns the weights that it read: it is not deleted, it would take them from the build.
        IParser parser = NetworkEmitter.present(nvonnxparser.createParser(network, log), "a parser");
        if (!parser.parseFromFile(build.onnx().toString(), WARNINGS)) {
            throw new TensorRtException("TensorRT's parser does not understand it: "
                    + (parser.getNbErrors() > 0 ? parser.getError(0).desc() : "no reason given"));
        }
    }

    private static void addProfiles(IBuilder builder, IBuilderConfig config, BuildSettings settings) {
        for (int index = 0; index < settings.profileCount(); index++) {
            IOptimizationProfile profile = builder.createOptimizationProfile();
            for (InputRange input : settings.ranges()) {
                ShapeRange range = input.profiles().get(index);
                profile.setDimensions(input.input(), OptProfileSelector.kMIN, Shapes.dims(range.min()));
                profile.setDimensions(input.input(), OptProfileSelector.kOPT, Shapes.dims(range.opt()));
                profile.setDimensions(input.input(), OptProfileSelector.kMAX, Shapes.dims(range.max()));
            }
            config.addOptimizationProfile(profile);
        }
    }
}
