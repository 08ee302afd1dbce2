package dev.partita.gpuruntime;

/** The native libraries of the one generation that Partita is built for (see docs/adr/0002). */
public enum NativeLibrary {
    TENSORRT("tensorrt", "10.6-1.5.11", "-redist", 1_090_347_946L, "TensorRT 10.6: builds and runs engines"),
    CUDA("cuda", "12.6-9.5-1.5.11", "-redist", 2_026_748_503L, "CUDA 12.6 with cuBLAS and cuDNN 9.5"),
    /** Not needed for engines: without it Torch segments run on the CPU. Needs {@link #CUDA}. */
    TORCH("pytorch", "2.5.1-1.5.11", "-gpu", 502_257_931L, "libtorch 2.5.1 for CUDA: Torch segments run on the GPU");

    static final String GROUP = "org.bytedeco";

    private final String artifact;
    private final String version;
    private final String variant;
    private final long bytes;
    private final String purpose;

    NativeLibrary(String artifact, String version, String variant, long bytes, String purpose) {
        this.artifact = artifact;
        this.version = version;
        this.variant = variant;
        this.bytes = bytes;
        this.purpose = purpose;
    }

    public String artifact() {
        return artifact;
    }

    public String version() {
        return version;
    }

    /** Size of the Linux download. */
    public long bytes() {
        return bytes;
    }

    /** One line for people. */
    public String purpose() {
        return purpose;
    }

    /** Whether engines can be built and run without it. */
    public boolean isOptional() {
        return this == TORCH;
    }

    String classifier() {
        return system() + variant;
    }

    String fileName() {
        return artifact + "-" + version + "-" + classifier() + ".jar";
    }

    /** The jar of the same libraries for machines without a GPU; both together would load one or the other. */
    String replacedFileName() {
        return artifact + "-" + version + "-" + system() + ".jar";
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Windows") ? "windows-x86_64" : "linux-x86_64";
    }
}
