package dev.partita.worker.trt;

import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IOutputAllocator;

/**
 * An engine that runs on somebody else's stream and on tensors in somebody else's memory, without copying and without
 * waiting: {@link #run} returns as soon as everything is enqueued. Not for two threads at once.
 */
public final class DeviceSession implements AutoCloseable {

    private final LoadedEngine engine;
    private final IExecutionContext context;
    private final CUstream_st stream;
    private final ProfileChoice profiles;
    private final Map<String, OutputAllocator> allocators = new HashMap<>();
    /** Host memory of tensors that carry shapes, and the allocators' objects. */
    private final Arena arena = Arena.ofShared();
    private final Map<String, MemorySegment> hostValues = new HashMap<>();
    private Memory memory = NO_RUN;

    /** Gives out memory on the GPU; it must stay until what was enqueued before the end of its use is done. */
    public interface Memory {

        /** The address of memory for a dense tensor. */
        long tensor(DType dtype, List<Long> shape);

        /** The address of so many bytes, for an output whose size only the engine knows. */
        long bytes(long count);
    }

    private static final Memory NO_RUN = new Memory() {
        @Override
        public long tensor(DType dtype, List<Long> shape) {
            throw new IllegalStateException("nothing is being run");
        }

        @Override
        public long bytes(long count) {
            throw new IllegalStateException("nothing is being run");
        }
    };

    /** @param streamAddress CUDA's handle of the stream, which must outlive the session */
    DeviceSession(LoadedEngine engine, long streamAddress) {
        this.engine = engine;
        this.context = engine.newContext();
        this.stream = new CUstream_st(new Address(streamAddress));
        this.profiles = new ProfileChoice(engine, context);
    }

    /** Whether TensorRT reads this input in host memory. */
    public boolean readsOnHost(String input) {
        return engine.inputs().stream().anyMatch(slot -> slot.name().equals(input) && slot.onHost());
    }

    /**
     * Enqueues one run.
     *
     * @param inputs by the engine's names, all of them, each where the engine reads it
     * @return by the engine's names; on the GPU they are filled when the stream gets there
     */
    public Map<String, DeviceTensor> run(Map<String, DeviceTensor> inputs, Memory given) {
        memory = given;
        try {
            profiles.fit(extents(inputs), stream);
            engine.inputs().forEach(slot -> bind(slot, required(inputs, slot)));
            Map<String, DeviceTensor> outputs = new LinkedHashMap<>();
            engine.outputs().forEach(slot -> bindOutput(slot, outputs));
            enqueue();
            allocators.forEach((name, allocator) -> outputs.put(name,
                    new DeviceTensor(engine.slot(name).dtype(), allocator.shape(), allocator.address(), false)));
            if (engine.outputs().stream().anyMatch(LoadedEngine.Slot::onHost)) {
                Cuda.check("run the engine", cudart.cudaStreamSynchronize(stream));
            }
            return outputs;
        } finally {
            memory = NO_RUN;
        }
    }

    private void enqueue() {
        if (!allocators.isEmpty() && CapturedGraph.isCapturing(stream)) {
            throw new TensorRtException("an output's size depends on data");
        }
        if (!context.enqueueV3(stream)) {
            throw new TensorRtException("TensorRT could not run the engine");
        }
    }

    private void bind(LoadedEngine.Slot slot, DeviceTensor tensor) {
        if (!slot.isStatic() && !context.setInputShape(slot.name(), Shapes.dims(tensor.shape()))) {
            throw new TensorRtException("input '" + slot.name() + "' cannot have shape " + tensor.shape()
                    + ": the engine was built for " + profiles.ranges(slot));
        }
        DeviceTensor readable = tensor;
        if (slot.onHost()) {
            // TensorRT looks at it again later: the caller's memory need not stay.
            MemorySegment copy = hostValue(slot.name(), tensor.byteSize());
            copy.copyFrom(tensor.hostMemory());
            readable = new DeviceTensor(tensor.dtype(), tensor.shape(), copy.address(), true);
        } else if (tensor.address() == 0) {
            // An empty tensor has no memory, TensorRT wants an address all the same.
            readable = new DeviceTensor(tensor.dtype(), tensor.shape(), memory.bytes(1), false);
        }
        setAddress(readable, slot.name());
    }

    private void bindOutput(LoadedEngine.Slot slot, Map<String, DeviceTensor> outputs) {
        List<Long> shape = Shapes.list(context.getTensorShape(slot.name()));
        if (shape.contains(-1L)) {
            allocators.computeIfAbsent(slot.name(), name -> {
                OutputAllocator allocator = new OutputAllocator(count -> memory.bytes(count));
                context.setOutputAllocator(name, new IOutputAllocator(Address.of(allocator.object(arena))));
                return allocator;
            });
            return;
        }
        DeviceTensor output = slot.onHost()
                ? new DeviceTensor(slot.dtype(), shape, hostValue(slot.name(), slot.dtype().byteSize()
                        * shape.stream().reduce(1L, Math::multiplyExact)).address(), true)
                : new DeviceTensor(slot.dtype(), shape, memory.tensor(slot.dtype(), shape), false);
        setAddress(output, slot.name());
        outputs.put(slot.name(), output);
    }

    private MemorySegment hostValue(String name, long bytes) {
        MemorySegment known = hostValues.get(name);
        if (known == null || known.byteSize() < bytes) {
            known = arena.allocate(Math.max(bytes, 64), 64);
            hostValues.put(name, known);
        }
        return known;
    }

    private void setAddress(DeviceTensor tensor, String name) {
        if (!context.setTensorAddress(name, new Address(tensor.address()))) {
            throw new TensorRtException("TensorRT refused the address of '" + name + "'");
        }
    }

    private Map<String, List<Long>> extents(Map<String, DeviceTensor> inputs) {
        Map<String, List<Long>> extents = new HashMap<>();
        for (LoadedEngine.Slot slot : engine.inputs()) {
            DeviceTensor tensor = required(inputs, slot);
            extents.put(slot.name(), slot.onHost()
                    ? new HostTensor(tensor.dtype(), tensor.shape(), tensor.hostMemory()).longs()
                    : tensor.shape());
        }
        return extents;
    }

    private static DeviceTensor required(Map<String, DeviceTensor> inputs, LoadedEngine.Slot slot) {
        DeviceTensor tensor = inputs.get(slot.name());
        if (tensor == null) {
            throw new TensorRtException("input '" + slot.name() + "' is missing; given are " + inputs.keySet());
        }
        if (tensor.onHost() != slot.onHost()) {
            throw new TensorRtException("the engine reads input '" + slot.name() + "' "
                    + (slot.onHost() ? "in host memory" : "on the GPU"));
        }
        slot.check(tensor.dtype(), tensor.shape());
        return tensor;
    }

    @Override
    public void close() {
        cudart.cudaStreamSynchronize(stream);
        NativeObject.delete(context);
        arena.close();
    }
}
