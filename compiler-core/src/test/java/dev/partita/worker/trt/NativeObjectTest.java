package dev.partita.worker.trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.profile.LayerRecorder;
import dev.partita.profile.LayerTiming;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.worker.loop.RequestContext;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Calls our objects as C++ would: through the table that their first word points to. */
@DisabledOnOs(OS.WINDOWS)
class NativeObjectTest {

    private final Arena arena = Arena.ofConfined();
    private final List<Phase> phases = new ArrayList<>();
    private boolean cancelled;

    private final RequestContext context = new RequestContext() {
        @Override
        public void progress(Phase phase) {
            phases.add(phase);
        }

        @Override
        public void log(LogLevel level, String text) {}

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    };

    @AfterEach
    void free() {
        arena.close();
    }

    private static MethodHandle virtual(MemorySegment object, int slot, FunctionDescriptor type) {
        MemorySegment table = object.get(ValueLayout.ADDRESS, 0).reinterpret(16 * 8);
        return Linker.nativeLinker().downcallHandle(table.getAtIndex(ValueLayout.ADDRESS, slot), type);
    }

    @Test
    void interfaceTellsItsNameAndVersion() throws Throwable {
        MemorySegment monitor = new ProgressMonitor(context).object(arena);
        MemoryLayout info =
                MemoryLayout.structLayout(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        int language = (int) virtual(monitor, 0, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                .invokeExact(monitor);
        MemorySegment told = (MemorySegment) virtual(monitor, 1, FunctionDescriptor.of(info, ValueLayout.ADDRESS))
                .invokeExact((SegmentAllocator) arena, monitor);
        assertEquals(0, language);
        assertEquals("IProgressMonitor", told.get(ValueLayout.ADDRESS, 0).reinterpret(100).getString(0));
        assertEquals(1, told.get(ValueLayout.JAVA_INT, 8));
        assertEquals(0, told.get(ValueLayout.JAVA_INT, 12));
    }

    @Test
    void stepsAreSampledAndCancelIsReturned() throws Throwable {
        MemorySegment monitor = new ProgressMonitor(context).object(arena);
        MemorySegment name = arena.allocateFrom("Building Engine");
        virtual(monitor, 4, FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                .invokeExact(monitor, name, MemorySegment.NULL, 50_000);
        MethodHandle step = virtual(monitor, 5, FunctionDescriptor.of(
                ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        for (int i = 0; i < 50_000; i++) {
            assertTrue((boolean) step.invokeExact(monitor, name, i));
        }
        cancelled = true;
        assertFalse((boolean) step.invokeExact(monitor, name, 50_000));
        virtual(monitor, 6, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                .invokeExact(monitor, name);

        assertEquals(new Phase("Building Engine", "", 0, 50_000, false), phases.getFirst());
        assertEquals(new Phase("Building Engine", "", 50_000, 50_000, true), phases.getLast());
        assertTrue(phases.size() < 100, phases.size() + " messages for fifty thousand steps");
    }

    @Test
    void layerTimesReachTheRecorder() throws Throwable {
        LayerRecorder recorder = new LayerRecorder();
        MemorySegment profiler = new LayerProfiler(recorder).object(arena);
        MethodHandle report = virtual(profiler, 0,
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_FLOAT));
        MemorySegment conv = arena.allocateFrom("conv");
        MemorySegment relu = arena.allocateFrom("relu");
        for (int query = 0; query < 2; query++) {
            report.invokeExact(profiler, conv, 3f);
            report.invokeExact(profiler, relu, 1f);
        }
        assertEquals(2, recorder.queries());
        assertEquals(List.of(new LayerTiming("conv", 6, 3, 3, 75), new LayerTiming("relu", 2, 1, 1, 25)),
                recorder.timings());
    }

    @Test
    void allocatorLearnsTheShape() throws Throwable {
        OutputAllocator allocator = new OutputAllocator(bytes -> bytes);
        MemorySegment object = allocator.object(arena);
        MemorySegment dims = arena.allocate(72, 8);
        dims.set(ValueLayout.JAVA_INT, 0, 2);
        dims.set(ValueLayout.JAVA_LONG, 8, 7);
        dims.set(ValueLayout.JAVA_LONG, 16, 5);
        virtual(object, 6, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                .invokeExact(object, arena.allocateFrom("out"), dims);
        assertEquals(List.of(7L, 5L), allocator.shape());
    }
}
