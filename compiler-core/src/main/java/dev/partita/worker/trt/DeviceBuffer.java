package dev.partita.worker.trt;

import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** GPU memory that grows when asked for more; the contents are then lost. */
final class DeviceBuffer implements AutoCloseable {

    /** TensorRT wants an address even for an empty tensor. */
    private static final long SMALLEST = 256;

    private Pointer memory = new Pointer();
    private long capacity;

    Pointer atLeast(long bytes) {
        if (memory.isNull() || capacity < bytes) {
            close();
            capacity = Math.max(bytes, SMALLEST);
            Cuda.check("allocate " + capacity + " bytes", cudart.cudaMalloc(memory, capacity));
        }
        return memory;
    }

    Pointer memory() {
        return memory;
    }

    void fill(Pointer host, long bytes, CUstream_st stream) {
        if (bytes > 0) {
            Cuda.check("copy to the GPU", cudart.cudaMemcpyAsync(
                    memory, host, bytes, cudart.cudaMemcpyHostToDevice, stream));
        }
    }

    void read(Pointer host, long bytes, CUstream_st stream) {
        if (bytes > 0) {
            Cuda.check("copy from the GPU", cudart.cudaMemcpyAsync(
                    host, memory, bytes, cudart.cudaMemcpyDeviceToHost, stream));
        }
    }

    @Override
    public void close() {
        if (!memory.isNull()) {
            cudart.cudaFree(memory);
            memory.setNull();
            capacity = 0;
        }
    }
}
