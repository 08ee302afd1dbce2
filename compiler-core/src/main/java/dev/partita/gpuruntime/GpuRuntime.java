package dev.partita.gpuruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that holds the GPU runtime, one jar per {@link NativeLibrary}. A jar there is whole: unfinished downloads
 * carry another ending.
 */
public record GpuRuntime(Path folder) {

    /** The runtime of this user: {@code $PARTITA_HOME} or {@code ~/.partita}, then {@code gpu-runtime}. */
    public static GpuRuntime ofUser() {
        String home = System.getenv("PARTITA_HOME");
        Path base = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".partita")
                : Path.of(home);
        return new GpuRuntime(base.resolve("gpu-runtime"));
    }

    public Path jar(NativeLibrary library) {
        return folder.resolve(library.fileName());
    }

    public boolean has(NativeLibrary library) {
        return Files.isRegularFile(jar(library));
    }

    public List<NativeLibrary> missing() {
        List<NativeLibrary> missing = new ArrayList<>(List.of(NativeLibrary.values()));
        missing.removeIf(this::has);
        return missing;
    }

    public boolean isComplete() {
        return missing().isEmpty();
    }

    /** The jars to add to the class path of the worker; empty until something is installed. */
    public List<Path> installedJars() {
        List<Path> jars = new ArrayList<>();
        for (NativeLibrary library : NativeLibrary.values()) {
            if (has(library)) {
                jars.add(jar(library));
            }
        }
        return jars;
    }

    /** Deletes what was installed, partial downloads included. */
    public void remove() throws IOException {
        for (NativeLibrary library : NativeLibrary.values()) {
            Files.deleteIfExists(jar(library));
            Files.deleteIfExists(partial(library));
        }
    }

    /** Where a download grows until it is whole and its checksum is right. */
    Path partial(NativeLibrary library) {
        return folder.resolve(library.fileName() + ".part");
    }
}
