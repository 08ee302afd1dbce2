package dev.partita.gpuruntime;

/** The redistributables of the one native generation that Partita is built for (see docs/adr/0002). */
public enum NativeLibrary {
    TENSORRT("tensorrt", "10.6-1.5.11", 1_090_347_946L, "TensorRT 10.6: builds and runs engines"),
    CUDA("cuda", "12.6-9.5-1.5.11", 2_026_748_503L, "CUDA 12.6 with cuBLAS and cuDNN 9.5");

    static final String GROUP = "org.bytedeco";

    private final String artifact;
    private final String version;
    private final long bytes;
    private final String purpose;

    NativeLibrary(String artifact, String version, long bytes, String purpose) {
        this.artifact = artifact;
        this.version = version;
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

    String classifier() {
        return System.getProperty("os.name").startsWith("Windows") ? "windows-x86_64-redist" : "linux-x86_64-redist";
    }

    String fileName() {
        return artifact + "-" + version + "-" + classifier() + ".jar";
    }
}
