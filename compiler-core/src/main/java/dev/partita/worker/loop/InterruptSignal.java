package dev.partita.worker.loop;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Ctrl-C at a terminal reaches every process of the group, the worker too. It must go on until its asker has cancelled
 * what it does, and ends with the asker anyway.
 */
public final class InterruptSignal {

    private static final int SIGINT = 2;
    private static final MemorySegment SIG_IGN = MemorySegment.ofAddress(1);

    private InterruptSignal() {}

    /** Replaces the handler of the JVM; on Windows there is nothing to replace. */
    public static void ignore() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        try {
            MemorySegment before = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("signal"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                    .invokeExact(SIGINT, SIG_IGN);
            if (before.address() == -1) {
                throw new IllegalStateException("signal refused");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("cannot ignore SIGINT", e);
        }
    }
}
