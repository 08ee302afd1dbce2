package dev.partita.pt2.schema;

/** Memory formats; the numbers are those of the export schema (not libtorch's). */
public enum MemoryFormat {
    UNKNOWN(0, "unknown"),
    CONTIGUOUS(1, "torch.contiguous_format"),
    CHANNELS_LAST(2, "torch.channels_last"),
    CHANNELS_LAST_3D(3, "torch.channels_last_3d"),
    PRESERVE(4, "torch.preserve_format");

    private final int number;
    private final String torchName;

    MemoryFormat(int number, String torchName) {
        this.number = number;
        this.torchName = torchName;
    }

    public int number() {
        return number;
    }

    public String torchName() {
        return torchName;
    }
}
