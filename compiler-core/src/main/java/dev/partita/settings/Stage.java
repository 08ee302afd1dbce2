package dev.partita.settings;

/** The earliest stage whose result depends on a setting; everything after it follows. */
public enum Stage {
    LOWERING("changes the graph: lowered again"),
    PARTITION("changes the partition"),
    BUILD("changes the engines"),
    RUN("changes how engines are loaded or run");

    private final String consequence;

    Stage(String consequence) {
        this.consequence = consequence;
    }

    /** What an edit of such a setting causes, for a tooltip. */
    public String consequence() {
        return consequence;
    }
}
