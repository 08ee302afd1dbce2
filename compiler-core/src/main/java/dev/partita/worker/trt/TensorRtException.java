package dev.partita.worker.trt;

/** TensorRT or CUDA refused, and lives. Unchecked inside this package; handlers turn it into a problem with words. */
final class TensorRtException extends RuntimeException {
    TensorRtException(String message) {
        super(message);
    }
}
