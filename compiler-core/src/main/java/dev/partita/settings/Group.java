package dev.partita.settings;

/** Sections of the settings screen, in the order of Torch-TensorRT's documentation. */
public enum Group {
    CORE("Core"),
    TUNING("Optimization Tuning"),
    PRECISION("Precision and Typing"),
    AUTOCAST("Autocast"),
    WEIGHTS("Weight Management"),
    HARDWARE("Hardware Compatibility"),
    RESOURCES("Memory and Resource Management"),
    PARTITIONING("Graph Partitioning"),
    WORKFLOW("Compilation Workflow"),
    CACHING("Engine Caching"),
    DLA("DLA");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
