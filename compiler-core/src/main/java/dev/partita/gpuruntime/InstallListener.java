package dev.partita.gpuruntime;

/** Hears how an installation goes; called on the installing thread, often. */
public interface InstallListener {

    /** @param received bytes that are here, those of an earlier attempt included */
    void progressed(NativeLibrary library, long received, long total);

    /** The library is complete and its checksum was right. */
    void installed(NativeLibrary library);
}
