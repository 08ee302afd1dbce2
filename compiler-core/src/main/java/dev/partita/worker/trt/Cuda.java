package dev.partita.worker.trt;

import org.bytedeco.cuda.global.cudart;

/** Checks the return codes of CUDA's runtime. */
final class Cuda {

    private Cuda() {}

    static void check(String doing, int error) {
        if (error != 0) {
            cudart.cudaGetLastError(); // so that the next call does not report this one again
            throw new TensorRtException("CUDA could not " + doing + ": "
                    + BuildLog.text(cudart.cudaGetErrorString(error)) + " (error " + error + ")");
        }
    }
}
