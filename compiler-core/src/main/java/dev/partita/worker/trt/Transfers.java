package dev.partita.worker.trt;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUstream_st;

/** Copies all inputs in and all outputs out, from and to page-locked memory, as a query with transfers does. */
final class Transfers implements AutoCloseable {

    private final EngineSession session;
    private final Map<String, PinnedBuffer> inputs = new LinkedHashMap<>();
    private final Map<String, PinnedBuffer> outputs = new LinkedHashMap<>();

    /** The session must be bound to {@code values}. */
    Transfers(EngineSession session, Map<String, HostTensor> values) {
        this.session = session;
        for (LoadedEngine.Slot slot : session.engine().slots()) {
            if (slot.onHost()) {
                continue;
            }
            if (slot.input()) {
                HostTensor value = EngineSession.required(values, slot);
                PinnedBuffer buffer = new PinnedBuffer(value.byteSize());
                MemorySegment.ofAddress(buffer.memory().address()).reinterpret(value.byteSize())
                        .copyFrom(value.data().asSlice(0, value.byteSize()));
                inputs.put(slot.name(), buffer);
            } else {
                long elements = session.outputShape(slot.name()).stream().reduce(1L, Math::multiplyExact);
                outputs.put(slot.name(), new PinnedBuffer(elements * slot.dtype().byteSize()));
            }
        }
    }

    void in(CUstream_st stream) {
        inputs.forEach((name, buffer) -> session.buffer(name).fill(buffer.memory(), buffer.bytes(), stream));
    }

    void out(CUstream_st stream) {
        outputs.forEach((name, buffer) -> session.buffer(name).read(buffer.memory(), buffer.bytes(), stream));
    }

    @Override
    public void close() {
        inputs.values().forEach(PinnedBuffer::close);
        outputs.values().forEach(PinnedBuffer::close);
    }
}
