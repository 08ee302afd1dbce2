package dev.partita.worker.trt;

import dev.partita.protocol.Problem;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/**
 * TensorRT in this process: loaded with the first request that needs it, and only on a machine with a driver. One
 * logger and one runtime for all requests.
 */
final class TensorRt {

    private Optional<Loaded> loaded = Optional.empty();

    /** Both live until the process ends: TensorRT keeps pointers to them in places of its own. */
    record Loaded(BuildLog log, IRuntime runtime) {}

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
            throw new RequestException(new Problem(Problem.Kind.MACHINE, "TensorRT needs a GPU: " + why, List.of()));
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
