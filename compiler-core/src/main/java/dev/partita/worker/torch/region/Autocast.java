package dev.partita.worker.torch.region;

import dev.partita.ir.Arg;
import dev.partita.tensor.DType;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.TorchTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * An autocast region: inside it libtorch casts the inputs of matrix products to {@code dtype}.
 *
 * <p>The presets do not map libtorch's switch for this, so it is called by its C++ symbol, which takes two enums of one
 * byte. The state belongs to the thread; it is put back at the end of the region.
 */
record Autocast(byte deviceType, DType dtype, boolean enabled) {

    /** @param deviceType of the device that the program runs on, whatever it was exported for */
    static Autocast of(byte deviceType, Arg dtype, Arg enabled) {
        if (!(enabled instanceof Arg.Bool(boolean on))) {
            throw new TorchException("whether autocast is on must be a literal");
        }
        return new Autocast(deviceType, dtype instanceof Arg.Dtype(DType type) ? type : DType.BFLOAT16, on);
    }

    void around(Runnable body) {
        boolean outerEnabled = Native.isEnabled(deviceType);
        byte outerDtype = Native.dtype(deviceType);
        Native.set(deviceType, enabled, TorchTypes.scalarType(dtype).value);
        try {
            body.run();
        } finally {
            Native.set(deviceType, outerEnabled, outerDtype);
        }
    }

    @SuppressWarnings("restricted") // The symbols and their types are those of the pinned libtorch.
    private static final class Native {

        private static final SymbolLookup LIBTORCH = SymbolLookup.libraryLookup(libtorch(), Arena.global());
        private static final MethodHandle SET_ENABLED = function(
                "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BOOLEAN));
        private static final MethodHandle IS_ENABLED = function(
                "_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE",
                FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.JAVA_BYTE));
        private static final MethodHandle SET_DTYPE = function(
                "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BYTE));
        private static final MethodHandle GET_DTYPE = function(
                "_ZN2at8autocast18get_autocast_dtypeEN3c1010DeviceTypeE",
                FunctionDescriptor.of(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BYTE));

        private Native() {}

        static boolean isEnabled(byte deviceType) {
            try {
                return (boolean) IS_ENABLED.invokeExact(deviceType);
            } catch (Throwable failure) {
                throw unexpected(failure);
            }
        }

        static byte dtype(byte deviceType) {
            try {
                return (byte) GET_DTYPE.invokeExact(deviceType);
            } catch (Throwable failure) {
                throw unexpected(failure);
            }
        }

        static void set(byte deviceType, boolean enabled, byte dtype) {
            try {
                SET_ENABLED.invokeExact(deviceType, enabled);
                SET_DTYPE.invokeExact(deviceType, dtype);
            } catch (Throwable failure) {
                throw unexpected(failure);
            }
        }

        private static MethodHandle function(String symbol, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(
                    LIBTORCH.find(symbol).orElseThrow(() -> new TorchException(
                            "autocast regions cannot run with this build of libtorch: it has no symbol " + symbol)),
                    descriptor);
        }

        private static IllegalStateException unexpected(Throwable failure) {
            return new IllegalStateException("calling libtorch's autocast switch failed", failure);
        }

        /** The library that the presets loaded: from their cache, or from the library path, where they do not say. */
        private static Path libtorch() {
            String name = System.mapLibraryName("torch_cpu");
            String bridge = Loader.load(org.bytedeco.pytorch.global.torch.class);
            return bridge == null ? Libtorch.onLibraryPath(name).orElseThrow() : Path.of(bridge).resolveSibling(name);
        }
    }
}
