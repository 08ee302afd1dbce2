package dev.partita.worker.trt;

import dev.partita.protocol.Problem;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/**
 * TensorRT in this process: loaded with the first request that needs it, and only on a machine with a driver. One
 * logger and one runtime for all requests.
 */
final class TensorRt {

    private Optional<Loaded> loaded = Optional.empty();

    /** What one worker has once. All of it lives until the process ends. */
    static final class Loaded {
        private final BuildLog log;
        private final IRuntime runtime;
        private Optional<IBuilder> builder = Optional.empty();

        Loaded(BuildLog log, IRuntime runtime) {
            this.log = log;
            this.runtime = runtime;
        }

        /** TensorRT keeps pointers to it in places of its own. */
        BuildLog log() {
            return log;
        }

        IRuntime runtime() {
            return runtime;
        }

        /** Making one takes three seconds on an H200, building a small network a tenth of one: so it is made once. */
        IBuilder builder() {
            if (builder.isEmpty()) {
                builder = Optional.of(NetworkEmitter.present(nvinfer.createInferBuilder(log), "a builder"));
            }
            return builder.get();
        }
    }

    /** Log lines go to {@code context} from here on. */
    Loaded use(RequestContext context) throws RequestException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load());
        }
        loaded.get().log().attach(context);
        return loaded.get();
    }

    private static Loaded load() throws RequestException {
        if (CudaDriver.look() instanceof CudaDriver.State.Absent(String why)) {
            throw new RequestException(new Problem(Problem.Kind.MACHINE, "TensorRT needs a GPU: the NVIDIA driver is " + why, List.of()));
        }
        try {
            Loader.load(cudart.class);
            Loader.load(nvinfer.class);
            Cuda.check("use GPU 0", cudart.cudaSetDevice(0));
            BuildLog log = new BuildLog();
            return new Loaded(log, NetworkEmitter.present(nvinfer.createInferRuntime(log), "a runtime"));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new RequestException(new Problem(Problem.Kind.MACHINE, "TensorRT's libraries cannot be loaded ("
                    + DoctorHandler.firstLine(e) + "): install the GPU runtime with 'partita gpu install'", List.of()), e);
        }
    }
}
