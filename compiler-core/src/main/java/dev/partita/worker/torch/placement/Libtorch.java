package dev.partita.worker.torch.placement;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch into this process, once. Everything in this package calls {@link #load} before its first native call.
 *
 * <p>The JVM should run with {@code -Dorg.bytedeco.javacpp.maxPhysicalBytes=0}: mapped weights count as resident memory,
 * and JavaCPP would otherwise refuse to allocate.
 */
public final class Libtorch {

    private Libtorch() {}

    /** Idempotent and cheap after the first call, which takes one to three seconds. */
    public static void load() {
        Holder.touch();
    }

    /** Threads that one operator may use, in libtorch's own loops and in OpenBLAS. */
    public static void setThreads(int threads) {
        load();
        torch.set_num_threads(threads);
        OpenBlas.setThreads(threads);
    }

    /** A file of this name in a folder of {@code java.library.path}. */
    public static Optional<Path> onLibraryPath(String file) {
        return Arrays.stream(System.getProperty("java.library.path", "").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, file))
                .filter(Files::exists)
                .findFirst();
    }

    private static final class Holder {
        static {
            Loader.load(torch.class);
        }

        private Holder() {}

        static void touch() {
            // Loading the class is the effect.
        }
    }
}
