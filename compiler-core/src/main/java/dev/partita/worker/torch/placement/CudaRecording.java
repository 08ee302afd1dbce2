package dev.partita.worker.torch.placement;

import dev.partita.worker.trt.CapturedGraph;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.cuda.DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair;
import org.bytedeco.pytorch.cuda.StreamFilter;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * A CUDA graph of what libtorch and TensorRT put on the placement's stream. libtorch's allocator serves it from a pool of its
 * own: a replay writes to the addresses of the capture, also those of values that are long gone, so nobody else may get them.
 */
final class CudaRecording implements Recording {

    private static final byte GPU = 0;

    /** Of libtorch's callers only we make pools, so any number is free; zeros mean no pool. */
    private static final AtomicLong POOLS = new AtomicLong();

    private static final StreamFilter EVERY_STREAM = new EveryStream();

    private final Pool pool;
    private final CapturedGraph graph;

    private CudaRecording(Pool pool, CapturedGraph graph) {
        this.pool = pool;
        this.graph = graph;
    }

    /** @param streamAddress CUDA's handle of the stream, which is this thread's current one */
    static CudaRecording of(long streamAddress, Runnable work) {
        Pool pool = new Pool();
        try {
            return new CudaRecording(pool, CapturedGraph.capture(streamAddress, () -> pool.serve(work)));
        } catch (RuntimeException refused) {
            pool.close();
            throw refused;
        }
    }

    @Override
    public void replay() {
        graph.launch();
    }

    @Override
    public void close() {
        graph.close();
        pool.close();
    }

    /** Memory that libtorch's allocator hands out to nobody else. */
    private static final class Pool implements AutoCloseable {

        private final Arena arena = Arena.ofShared();
        private final Id id = new Id(arena, POOLS.incrementAndGet());

        /** Does the work, with every allocation from here. */
        void serve(Runnable work) {
            torch_cuda.getAllocator().beginAllocateToPool(GPU, id, EVERY_STREAM);
            try {
                work.run();
            } finally {
                torch_cuda.getAllocator().endAllocateToPool(GPU, id);
            }
        }

        @Override
        public void close() {
            torch_cuda.getAllocator().releasePool(GPU, id);
            arena.close();
        }
    }

    /** libtorch's {@code MempoolId_t}, two numbers; the presets know it by the name of another pair. */
    private static final class Id extends DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair {

        Id(Arena arena, long number) {
            super((Pointer) null);
            MemorySegment pair = arena.allocate(ValueLayout.JAVA_LONG, 2);
            pair.setAtIndex(ValueLayout.JAVA_LONG, 1, number);
            address = pair.address();
        }
    }

    private static final class EveryStream extends StreamFilter {
        @Override
        public boolean call(Pointer stream) {
            return true;
        }
    }
}
