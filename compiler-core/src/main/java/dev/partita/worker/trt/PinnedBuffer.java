package dev.partita.worker.trt;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** Page-locked host memory: copies to and from it are asynchronous. */
final class PinnedBuffer implements AutoCloseable {

    private final Pointer memory = new Pointer();
    private final long bytes;

    PinnedBuffer(long bytes) {
        this.bytes = bytes;
        Cuda.check("allocate " + bytes + " page-locked bytes",
                cudart.cudaHostAlloc(memory, Math.max(bytes, 1), cudart.cudaHostAllocDefault));
    }

    Pointer memory() {
        return memory;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        cudart.cudaFreeHost(memory);
    }
}
