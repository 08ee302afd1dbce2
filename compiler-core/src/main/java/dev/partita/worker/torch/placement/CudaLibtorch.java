package dev.partita.worker.torch.placement;

import dev.partita.worker.trt.CudaDriver;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/** Whether Torch segments can run on the GPU: needs CUDA's libtorch on the class path or library path, and a driver. */
public final class CudaLibtorch {

    /** Tests on machines with little of CUDA switch cuDNN off; libtorch then uses kernels of its own. */
    private static final String CUDNN = "partita.cudnn";

    private static final State STATE = look();

    /** Where Torch segments run, with the reason. */
    public sealed interface State {
        record Usable(CudaPlacement placement) implements State {}

        /** @param wanted whether the GPU could be used if something were installed or repaired */
        record Unusable(String why, boolean wanted) implements State {}
    }

    private CudaLibtorch() {}

    /** Looked at once; loads libtorch when it can run on the GPU. */
    public static State state() {
        return STATE;
    }

    /** The GPU when it can be used, else host memory. */
    public static Placement placement() {
        return switch (STATE) {
            case State.Usable(CudaPlacement placement) -> placement;
            case State.Unusable _ -> Placement.HOST;
        };
    }

    private static State look() {
        if (CudaDriver.look() instanceof CudaDriver.State.Absent(String why)) {
            return new State.Unusable("the NVIDIA driver is " + why, false);
        }
        if (!isInstalled()) {
            return new State.Unusable("libtorch for CUDA is not installed; 'partita gpu install --torch' fetches it", true);
        }
        try {
            Libtorch.load();
            Loader.load(torch_cuda.class);
            if (torch_cuda.device_count() == 0) {
                return new State.Unusable("libtorch for CUDA sees no GPU", true);
            }
            if ("off".equals(System.getProperty(CUDNN))) {
                torch.globalContext().setUserEnabledCuDNN(false);
                torch.globalContext().setSDPUseCuDNN(false);
            }
            return new State.Usable(new CudaPlacement());
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError | RuntimeException failure) {
            return new State.Unusable("libtorch for CUDA cannot be loaded (" + String.valueOf(failure.getMessage())
                    .lines().findFirst().orElse(failure.getClass().getSimpleName()) + ")", true);
        }
    }

    /** Trying to load what is not there would unpack gigabytes of CUDA first. */
    private static boolean isInstalled() {
        String bridge = System.mapLibraryName("jnitorch_cuda");
        String resource = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/" + bridge;
        return CudaLibtorch.class.getResource(resource) != null || Libtorch.onLibraryPath(bridge).isPresent();
    }
}
