package dev.partita.pt2.schema;

/** Memory formats in the order of their serialization numbers (which are not libtorch's). */
public enum MemoryFormat {
    UNKNOWN("unknown"),
    CONTIGUOUS("torch.contiguous_format"),
    CHANNELS_LAST("torch.channels_last"),
    CHANNELS_LAST_3D("torch.channels_last_3d"),
    PRESERVE("torch.preserve_format");

    private final String torchName;

    MemoryFormat(String torchName) {
        this.torchName = torchName;
    }

    public String torchName() {
        return torchName;
    }
}
