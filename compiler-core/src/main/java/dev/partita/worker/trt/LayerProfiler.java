package dev.partita.worker.trt;

import dev.partita.profile.LayerRecorder;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/** TensorRT's {@code IProfiler}: hands each layer's time to a recorder. */
final class LayerProfiler {

    private final LayerRecorder recorder;
    /** Layer names by address: TensorRT passes the same few pointers over and over. */
    private final Map<Long, String> names = new HashMap<>();

    LayerProfiler(LayerRecorder recorder) {
        this.recorder = recorder;
    }

    /** The C++ object; valid as long as the arena. */
    MemorySegment object(Arena arena) {
        try {
            MethodHandle report = MethodHandles.lookup().findVirtual(LayerProfiler.class, "reportLayerTime",
                    MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class, float.class)).bindTo(this);
            return new NativeObject(arena)
                    .slot(report, FunctionDescriptor.ofVoid(
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_FLOAT))
                    .destructors()
                    .build();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    void reportLayerTime(MemorySegment self, MemorySegment name, float millis) {
        try {
            // The text is compared too: nothing promises that an address keeps its meaning.
            String text = name.reinterpret(Long.MAX_VALUE).getString(0);
            recorder.report(names.merge(name.address(), text, (known, now) -> known.equals(now) ? known : now), millis);
        } catch (RuntimeException e) {
            // An exception that leaves an upcall ends the process.
        }
    }
}
