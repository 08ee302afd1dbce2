package dev.partita.app.graph;

/** What the colours of boxes say. */
public enum OverlayKind {
    PARTITION("Partition"),
    OPERATION("Operation"),
    DTYPE("Element type"),
    WEIGHTS("Weights"),
    /** Numbers given to the view: time, error, or a file. */
    DATA("Data");

    private final String words;

    OverlayKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
