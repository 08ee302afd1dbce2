package dev.partita.worker.torch.placement;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The matrix library under libtorch. It has threads of its own, besides libtorch's: with both at their defaults a busy
 * machine was seen to take 300 times as long for a small model. The presets do not map its switch, so it is called by name.
 */
final class OpenBlas {

    private static final List<String> FILES = List.of("libopenblas.so.0", "libopenblas.0.dylib", "libopenblas.dll");

    private OpenBlas() {}

    /** Does nothing where the library was put together differently and has no such switch. */
    @SuppressWarnings("restricted") // The symbol and its type are those of the pinned OpenBLAS.
    static void setThreads(int threads) {
        Path loaded = Path.of(Loader.load(openblas_nolapack.class));
        for (String file : FILES) {
            Path library = loaded.resolveSibling(file);
            if (Files.exists(library)) {
                SymbolLookup.libraryLookup(library, Arena.global()).find("openblas_set_num_threads").ifPresent(symbol -> {
                    try {
                        Linker.nativeLinker()
                                .downcallHandle(symbol, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                                .invokeExact(threads);
                    } catch (Throwable failure) {
                        throw new IllegalStateException("calling OpenBLAS's thread switch failed", failure);
                    }
                });
            }
        }
    }
}
