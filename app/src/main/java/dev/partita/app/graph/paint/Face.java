package dev.partita.app.graph.paint;

/** The two cuts of the bundled typeface, Inter. */
public enum Face {
    REGULAR("Inter-Regular.ttf"),
    SEMIBOLD("Inter-SemiBold.ttf");

    private final String file;

    Face(String file) {
        this.file = file;
    }

    /** Class path location of the font file. */
    public String resource() {
        return "/dev/partita/ui/fonts/" + file;
    }
}
