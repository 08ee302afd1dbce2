package dev.partita.app.graph;

/** What the colours of boxes say. */
public enum OverlayKind {
    PARTITION("Partition"),
    OPERATION("Operation"),
    DTYPE("Element type"),
    WEIGHTS("Weights"),
    MEMORY("Memory"),
    /** Measured by a profile. */
    TIME("Time"),
    /** What a segment adds, by a comparison with Torch. */
    ERROR("Error"),
    /** Numbers from a file: an error, a count, whatever its author measured. */
    DATA("Data from a file");

    private final String words;

    OverlayKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
