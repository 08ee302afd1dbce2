package dev.partita.worker.trt;

import dev.partita.protocol.Phase;
import dev.partita.worker.loop.RequestContext;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * TensorRT's {@code IProgressMonitor}. A build of four convolutions makes fifty thousand step calls in four seconds, from
 * several threads: so a step costs a clock reading, and only ten steps a second are told. Returning false from a step
 * cancels the build.
 */
final class ProgressMonitor {

    private static final long TELL_EVERY_NANOS = 100_000_000;

    private final RequestContext context;
    private final Map<String, Phase> open = new ConcurrentHashMap<>();
    private volatile long lastTold;

    ProgressMonitor(RequestContext context) {
        this.context = context;
    }

    /** The C++ object; valid as long as the arena. */
    MemorySegment object(Arena arena) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle start = lookup.findVirtual(ProgressMonitor.class, "phaseStart", MethodType.methodType(
                    void.class, MemorySegment.class, MemorySegment.class, MemorySegment.class, int.class)).bindTo(this);
            MethodHandle step = lookup.findVirtual(ProgressMonitor.class, "stepComplete", MethodType.methodType(
                    boolean.class, MemorySegment.class, MemorySegment.class, int.class)).bindTo(this);
            MethodHandle finish = lookup.findVirtual(ProgressMonitor.class, "phaseFinish", MethodType.methodType(
                    void.class, MemorySegment.class, MemorySegment.class)).bindTo(this);
            return new NativeObject(arena)
                    .versionedInterface("IProgressMonitor")
                    .slot(start, FunctionDescriptor.ofVoid(
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .slot(step, FunctionDescriptor.of(
                            ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .slot(finish, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .build();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    void phaseStart(MemorySegment self, MemorySegment name, MemorySegment parent, int steps) {
        try {
            Phase phase = new Phase(text(name), text(parent), 0, steps, false);
            open.put(phase.name(), phase);
            if (phase.parent().isEmpty() || mayTell()) {
                context.progress(phase);
            }
        } catch (RuntimeException e) {
            // An exception that leaves an upcall ends the process; a lost progress message does not matter.
        }
    }

    boolean stepComplete(MemorySegment self, MemorySegment name, int step) {
        try {
            if (mayTell()) {
                Phase phase = open.get(text(name));
                if (phase != null) {
                    context.progress(new Phase(phase.name(), phase.parent(), step, phase.steps(), false));
                }
            }
            return !context.cancelled();
        } catch (RuntimeException e) {
            return true;
        }
    }

    void phaseFinish(MemorySegment self, MemorySegment name) {
        try {
            Phase phase = open.remove(text(name));
            if (phase != null && (phase.parent().isEmpty() || mayTell())) {
                context.progress(new Phase(phase.name(), phase.parent(), phase.steps(), phase.steps(), true));
            }
        } catch (RuntimeException e) {
            // As in phaseStart.
        }
    }

    private boolean mayTell() {
        long now = System.nanoTime();
        if (now - lastTold < TELL_EVERY_NANOS) {
            return false;
        }
        lastTold = now;
        return true;
    }

    private static String text(MemorySegment text) {
        return text.address() == 0 ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
