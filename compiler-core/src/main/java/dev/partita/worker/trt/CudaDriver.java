package dev.partita.worker.trt;

import dev.partita.protocol.Reply;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the NVIDIA driver itself what there is, through its C interface. Must answer before anything of CUDA's runtime or
 * TensorRT is touched: those end the process where there is no driver.
 */
public final class CudaDriver {

    /** What the driver said; sealed, because "no" has to be explained. */
    public sealed interface State {
        /** @param version as the driver writes it: 13000 is 13.0 */
        record Present(int version, List<Reply.Gpu> gpus) implements State {}

        /** @param why words that follow "NVIDIA driver: " and "the NVIDIA driver is " */
        record Absent(String why) implements State {}
    }

    private static final int ATTRIBUTE_CAPABILITY_MAJOR = 75;
    private static final int ATTRIBUTE_CAPABILITY_MINOR = 76;
    private static final int NAME_LENGTH = 256;

    private final SymbolLookup library;

    private CudaDriver(SymbolLookup library) {
        this.library = library;
    }

    public static State look() {
        String name = System.getProperty("os.name", "").startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1";
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException e) {
            return new State.Absent("not installed on this machine (no " + name + ")");
        }
        try {
            return new CudaDriver(library).ask();
        } catch (Throwable e) {
            return new State.Absent("installed, but does not answer: " + e.getMessage());
        }
    }

    private State ask() throws Throwable {
        int init = (int) function("cuInit", ValueLayout.JAVA_INT).invokeExact(0);
        if (init != 0) {
            return new State.Absent("installed, but cannot start: cuInit gave error " + init
                    + (init == 100 ? " (no GPU)" : "") + "; see nvidia-smi");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_LONG);
            check("cuDriverGetVersion", (int) function("cuDriverGetVersion", ValueLayout.ADDRESS).invokeExact(number));
            int version = number.get(ValueLayout.JAVA_INT, 0);
            check("cuDeviceGetCount", (int) function("cuDeviceGetCount", ValueLayout.ADDRESS).invokeExact(number));
            int count = number.get(ValueLayout.JAVA_INT, 0);
            List<Reply.Gpu> gpus = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                gpus.add(gpu(index, arena));
            }
            return gpus.isEmpty()
                    ? new State.Absent("installed, but sees no GPU")
                    : new State.Present(version, gpus);
        }
    }

    private Reply.Gpu gpu(int index, Arena arena) throws Throwable {
        MemorySegment number = arena.allocate(ValueLayout.JAVA_LONG);
        check("cuDeviceGet", (int) function("cuDeviceGet", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                .invokeExact(number, index));
        int device = number.get(ValueLayout.JAVA_INT, 0);
        MemorySegment name = arena.allocate(NAME_LENGTH);
        check("cuDeviceGetName",
                (int) function("cuDeviceGetName", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                        .invokeExact(name, NAME_LENGTH, device));
        check("cuDeviceTotalMem", (int) function("cuDeviceTotalMem_v2", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                .invokeExact(number, device));
        long bytes = number.get(ValueLayout.JAVA_LONG, 0);
        String capability = attribute(ATTRIBUTE_CAPABILITY_MAJOR, device, arena) + "."
                + attribute(ATTRIBUTE_CAPABILITY_MINOR, device, arena);
        return new Reply.Gpu(index, name.getString(0), capability, bytes);
    }

    private int attribute(int attribute, int device, Arena arena) throws Throwable {
        MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
        check("cuDeviceGetAttribute",
                (int) function("cuDeviceGetAttribute", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                        .invokeExact(number, attribute, device));
        return number.get(ValueLayout.JAVA_INT, 0);
    }

    private MethodHandle function(String name, ValueLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(
                library.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    private static void check(String function, int error) {
        if (error != 0) {
            throw new IllegalStateException(function + " gave error " + error);
        }
    }
}
