package dev.partita.pt2.schema;

/** Storage layouts; the numbers are those of the export schema (not libtorch's). */
public enum Layout {
    UNKNOWN(0, "unknown"),
    SPARSE_COO(1, "torch.sparse_coo"),
    SPARSE_CSR(2, "torch.sparse_csr"),
    SPARSE_CSC(3, "torch.sparse_csc"),
    SPARSE_BSR(4, "torch.sparse_bsr"),
    SPARSE_BSC(5, "torch.sparse_bsc"),
    MKLDNN(6, "torch._mkldnn"),
    STRIDED(7, "torch.strided");

    private final int number;
    private final String torchName;

    Layout(int number, String torchName) {
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
