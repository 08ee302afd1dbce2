package dev.partita.worker.trt;

import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;

/** Looks at the machine from the outside in: driver, CUDA's libraries, TensorRT's. Each step only if the one before stood. */
final class DoctorHandler implements RequestHandler {

    private static final String INSTALL = "install the GPU runtime with 'partita gpu install'";

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.Doctor;
    }

    @Override
    public Reply.Machine handle(Request<?> request, RequestContext context) {
        List<Reply.Check> checks = new ArrayList<>();
        return switch (CudaDriver.look()) {
            case CudaDriver.State.Absent(String why) -> {
                checks.add(new Reply.Check("NVIDIA driver", false, why
                        + "; opening, partitioning and running on the CPU work without"));
                yield new Reply.Machine(false, checks, List.of());
            }
            case CudaDriver.State.Present(int version, List<Reply.Gpu> gpus) -> {
                checks.add(new Reply.Check("NVIDIA driver", true, "for CUDA " + dotted(version)));
                for (Reply.Gpu gpu : gpus) {
                    checks.add(new Reply.Check("GPU " + gpu.index(), true, gpu.name() + ", compute capability "
                            + gpu.computeCapability() + ", " + (gpu.memoryBytes() >> 20) + " MiB"));
                }
                boolean ready = checkCuda(version, checks) && checkTensorRt(checks);
                yield new Reply.Machine(ready, checks, gpus);
            }
        };
    }

    private static boolean checkCuda(int driverVersion, List<Reply.Check> checks) {
        try {
            int[] version = new int[1];
            int error = cudart.cudaRuntimeGetVersion(version);
            if (error != 0) {
                checks.add(new Reply.Check("CUDA runtime", false, "cudaRuntimeGetVersion gave error " + error));
                return false;
            }
            boolean served = driverVersion / 1000 >= version[0] / 1000;
            checks.add(new Reply.Check("CUDA runtime", served, dotted(version[0])
                    + (served ? "" : ": the driver is too old for it, update the driver")));
            return served;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            checks.add(new Reply.Check("CUDA runtime", false, "not loadable (" + firstLine(e) + "): " + INSTALL));
            return false;
        }
    }

    private static boolean checkTensorRt(List<Reply.Check> checks) {
        try {
            String version = nvinfer.getInferLibMajorVersion() + "." + nvinfer.getInferLibMinorVersion() + "."
                    + nvinfer.getInferLibPatchVersion();
            checks.add(new Reply.Check("TensorRT", true, version));
            return true;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            checks.add(new Reply.Check("TensorRT", false, "not loadable (" + firstLine(e) + "): " + INSTALL));
            return false;
        }
    }

    static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse(error.getClass().getSimpleName());
    }

    private static String dotted(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }
}
