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

    /** What engines need and is not here. */
    public List<NativeLibrary> missing() {
        List<NativeLibrary> missing = new ArrayList<>(List.of(NativeLibrary.values()));
        missing.removeIf(library -> has(library) || library.isOptional());
        return missing;
    }

    public boolean isComplete() {
        return missing().isEmpty();
    }

    /** Whether Torch segments run on the GPU. CUDA's libtorch cannot even be loaded without CUDA's libraries. */
    public boolean runsTorchOnGpu() {
        return has(NativeLibrary.TORCH) && has(NativeLibrary.CUDA);
    }

    /** A worker's class path with what is installed here. */
    public List<Path> extend(List<Path> classPath) {
        List<Path> extended = new ArrayList<>();
        for (NativeLibrary library : NativeLibrary.values()) {
            if (library == NativeLibrary.TORCH ? runsTorchOnGpu() : has(library)) {
                extended.add(jar(library));
            }
        }
        for (Path entry : classPath) {
            boolean replaced = runsTorchOnGpu() && entry.endsWith(NativeLibrary.TORCH.replacedFileName());
            if (!replaced) {
                extended.add(entry);
            }
        }
        return extended;
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
