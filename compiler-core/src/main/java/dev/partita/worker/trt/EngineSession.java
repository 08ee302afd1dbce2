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
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IOutputAllocator;

/**
 * An engine ready to run: execution context, stream, and buffers that are kept from run to run. Not for two threads at
 * once.
 */
public final class EngineSession implements AutoCloseable {

    private final LoadedEngine engine;
    private final IExecutionContext context;
    private final ProfileChoice profiles;
    private final CUstream_st stream;
    private final Map<String, DeviceBuffer> buffers = new HashMap<>();
    private final Map<String, OutputAllocator> allocators = new HashMap<>();
    /** Host memory of shape tensors, and the allocators' objects. */
    private final Arena arena = Arena.ofShared();
    private final Map<String, MemorySegment> hostValues = new HashMap<>();

    public EngineSession(LoadedEngine engine) {
        this.engine = engine;
        this.context = engine.newContext();
        this.profiles = new ProfileChoice(engine, context);
        this.stream = new CUstream_st();
        Cuda.check("make a stream", cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking));
        for (LoadedEngine.Slot slot : engine.slots()) {
            buffers.put(slot.name(), new DeviceBuffer());
        }
    }

    /**
     * Runs once: copies inputs in, enqueues, copies outputs out, waits.
     *
     * @param inputs by the engine's names, all of them
     * @param results in which outputs are allocated
     * @return outputs in the engine's order
     */
    public Map<String, HostTensor> run(Map<String, HostTensor> inputs, Arena results) {
        bind(inputs);
        upload(inputs);
        enqueue();
        return download(results);
    }

    /** Sets shapes and addresses; outputs of unknown size get an allocator. */
    void bind(Map<String, HostTensor> inputs) {
        profiles.fit(extents(inputs), stream);
        for (LoadedEngine.Slot slot : engine.inputs()) {
            HostTensor tensor = required(inputs, slot);
            if (!slot.isStatic() && !context.setInputShape(slot.name(), Shapes.dims(tensor.shape()))) {
                throw new TensorRtException("input '" + slot.name() + "' cannot have shape " + tensor.shape()
                        + ": the engine was built for " + profiles.ranges(slot));
            }
            setAddress(slot.name(), slot.onHost()
                    ? hostCopy(slot.name(), tensor)
                    : buffer(slot.name()).atLeast(tensor.byteSize()));
        }
        for (LoadedEngine.Slot slot : engine.outputs()) {
            bindOutput(slot);
        }
    }

    private void bindOutput(LoadedEngine.Slot slot) {
        List<Long> shape = Shapes.list(context.getTensorShape(slot.name()));
        if (shape.contains(-1L)) {
            if (!allocators.containsKey(slot.name())) {
                OutputAllocator allocator = new OutputAllocator(bytes -> buffer(slot.name()).atLeast(bytes).address());
                context.setOutputAllocator(slot.name(), new IOutputAllocator(Address.of(allocator.object(arena))));
                allocators.put(slot.name(), allocator);
            }
            return;
        }
        long bytes = bytes(slot.dtype(), shape);
        setAddress(slot.name(), slot.onHost()
                ? Address.of(hostValues.computeIfAbsent(slot.name(), name -> arena.allocate(Math.max(bytes, 64), 64)))
                : buffer(slot.name()).atLeast(bytes));
    }

    /** Copies the inputs to the GPU, on the stream. */
    void upload(Map<String, HostTensor> inputs) {
        for (LoadedEngine.Slot slot : engine.inputs()) {
            if (!slot.onHost()) {
                HostTensor tensor = required(inputs, slot);
                buffer(slot.name()).fill(Address.of(tensor.data()), tensor.byteSize(), stream);
            }
        }
    }

    void enqueue() {
        if (!context.enqueueV3(stream)) {
            throw new TensorRtException("TensorRT could not run the engine");
        }
    }

    void await() {
        Cuda.check("run the engine", cudart.cudaStreamSynchronize(stream));
    }

    Map<String, HostTensor> download(Arena results) {
        await(); // shapes that depend on data are known only now
        Map<String, HostTensor> outputs = new LinkedHashMap<>();
        for (LoadedEngine.Slot slot : engine.outputs()) {
            List<Long> shape = outputShape(slot.name());
            MemorySegment data = results.allocate(Math.max(bytes(slot.dtype(), shape), 1), 64);
            if (slot.onHost()) {
                data.copyFrom(hostValue(slot.name()).asSlice(0, bytes(slot.dtype(), shape)));
            } else {
                buffer(slot.name()).read(Address.of(data), bytes(slot.dtype(), shape), stream);
            }
            outputs.put(slot.name(), new HostTensor(slot.dtype(), shape, data));
        }
        await();
        return outputs;
    }

    List<Long> outputShape(String output) {
        OutputAllocator allocator = allocators.get(output);
        return allocator == null ? Shapes.list(context.getTensorShape(output)) : allocator.shape();
    }

    boolean hasDataDependentOutputs() {
        return !allocators.isEmpty();
    }

    LoadedEngine engine() {
        return engine;
    }

    IExecutionContext context() {
        return context;
    }

    CUstream_st stream() {
        return stream;
    }

    DeviceBuffer buffer(String name) {
        DeviceBuffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new TensorRtException("the engine has no tensor '" + name + "'");
        }
        return buffer;
    }

    private MemorySegment hostValue(String name) {
        MemorySegment value = hostValues.get(name);
        if (value == null) {
            throw new TensorRtException("'" + name + "' is read before it is bound");
        }
        return value;
    }

    /** By input: its extents, or its values where it carries a shape. */
    private Map<String, List<Long>> extents(Map<String, HostTensor> inputs) {
        Map<String, List<Long>> extents = new HashMap<>();
        for (LoadedEngine.Slot slot : engine.inputs()) {
            HostTensor tensor = required(inputs, slot);
            extents.put(slot.name(), slot.onHost() ? tensor.longs() : tensor.shape());
        }
        return extents;
    }

    private Pointer hostCopy(String name, HostTensor tensor) {
        MemorySegment copy = hostValues.computeIfAbsent(name, ignored -> arena.allocate(Math.max(tensor.byteSize(), 64), 64));
        copy.copyFrom(tensor.data().asSlice(0, tensor.byteSize()));
        return Address.of(copy);
    }

    private void setAddress(String name, Pointer address) {
        if (!context.setTensorAddress(name, address)) {
            throw new TensorRtException("TensorRT refused the address of '" + name + "'");
        }
    }

    static HostTensor required(Map<String, HostTensor> inputs, LoadedEngine.Slot slot) {
        HostTensor tensor = inputs.get(slot.name());
        if (tensor == null) {
            throw new TensorRtException("input '" + slot.name() + "' is missing; given are " + inputs.keySet());
        }
        slot.check(tensor.dtype(), tensor.shape());
        return tensor;
    }

    private static long bytes(DType dtype, List<Long> shape) {
        return shape.stream().reduce((long) dtype.byteSize(), Math::multiplyExact);
    }

    @Override
    public void close() {
        cudart.cudaStreamSynchronize(stream);
        NativeObject.delete(context);
        buffers.values().forEach(DeviceBuffer::close);
        cudart.cudaStreamDestroy(stream);
        arena.close();
    }
}
