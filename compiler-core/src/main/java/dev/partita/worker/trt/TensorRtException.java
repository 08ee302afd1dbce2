package dev.partita.worker.trt;

import dev.partita.worker.loop.NativeRefusal;

/** TensorRT or CUDA refused, and lives. */
final class TensorRtException extends NativeRefusal {

    private static final long serialVersionUID = 1L;

    TensorRtException(String message) {
        super(message);
    }
}
