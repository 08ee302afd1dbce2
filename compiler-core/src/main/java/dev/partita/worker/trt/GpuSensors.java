package dev.partita.worker.trt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads clocks, temperature, power and throttling of GPU 0 from NVIDIA's management library. Reads only, and never
 * during a measurement: both locking clocks and polling would change what is measured.
 */
final class GpuSensors {

    private static final int CLOCK_SM = 1;
    private static final int CLOCK_MEMORY = 2;
    private static final int TEMPERATURE_GPU = 0;
    /** Idle, and clocks that an application set: no sign of trouble. */
    private static final long HARMLESS_REASONS = 0x1L | 0x2L;

    private final SymbolLookup library;
    private final MemorySegment device;

    private GpuSensors(SymbolLookup library, MemorySegment device) {
        this.library = library;
        this.device = device;
    }

    /** Empty where the management library is missing; measuring works without. */
    static Optional<GpuSensors> open() {
        String name = System.getProperty("os.name", "").startsWith("Windows") ? "nvml.dll" : "libnvidia-ml.so.1";
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
            MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
            int started = (int) function(library, "nvmlInit_v2").invokeExact();
            int found = (int) function(library, "nvmlDeviceGetHandleByIndex_v2", ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                    .invokeExact(0, handle);
            return started == 0 && found == 0
                    ? Optional.of(new GpuSensors(library, handle.get(ValueLayout.ADDRESS, 0)))
                    : Optional.empty();
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    /** {@code SM 1980 MHz, memory 3201 MHz, 45 °C, 310 W, throttled: no}; a value that cannot be read is left out. */
    String read() {
        List<String> words = new ArrayList<>();
        number("nvmlDeviceGetClockInfo", CLOCK_SM).ifPresent(mhz -> words.add("SM " + mhz + " MHz"));
        number("nvmlDeviceGetClockInfo", CLOCK_MEMORY).ifPresent(mhz -> words.add("memory " + mhz + " MHz"));
        number("nvmlDeviceGetTemperature", TEMPERATURE_GPU).ifPresent(celsius -> words.add(celsius + " °C"));
        number("nvmlDeviceGetPowerUsage").ifPresent(milliwatts -> words.add((milliwatts + 500) / 1000 + " W"));
        number("nvmlDeviceGetCurrentClocksThrottleReasons").ifPresent(reasons -> words.add((reasons & ~HARMLESS_REASONS) == 0
                ? "not throttled"
                : "throttled (reasons 0x" + Long.toHexString(reasons) + ")"));
        return String.join(", ", words);
    }

    private Optional<Long> number(String name, int which) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.JAVA_LONG);
            int error = (int) function(library, name, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                    .invokeExact(device, which, result);
            return error == 0 ? Optional.of(result.get(ValueLayout.JAVA_LONG, 0)) : Optional.empty();
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    private Optional<Long> number(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.JAVA_LONG);
            int error = (int) function(library, name, ValueLayout.ADDRESS, ValueLayout.ADDRESS).invokeExact(device, result);
            return error == 0 ? Optional.of(result.get(ValueLayout.JAVA_LONG, 0)) : Optional.empty();
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    private static MethodHandle function(SymbolLookup library, String name, ValueLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(
                library.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
