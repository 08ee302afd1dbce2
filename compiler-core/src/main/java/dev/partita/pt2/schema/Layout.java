package dev.partita.pt2.schema;

/** Storage layouts in the order of their serialization numbers (which are not libtorch's). */
public enum Layout {
    UNKNOWN("unknown"),
    SPARSE_COO("torch.sparse_coo"),
    SPARSE_CSR("torch.sparse_csr"),
    SPARSE_CSC("torch.sparse_csc"),
    SPARSE_BSR("torch.sparse_bsr"),
    SPARSE_BSC("torch.sparse_bsc"),
    MKLDNN("torch._mkldnn"),
    STRIDED("torch.strided");

    private final String torchName;

    Layout(String torchName) {
        this.torchName = torchName;
    }

    public String torchName() {
        return torchName;
    }
}
