package dev.partita.app.graph.model;

/** Kinds of operations that people tell apart at a glance. */
public enum Category {
    INPUT("Input"),
    OUTPUT("Output"),
    CONVOLUTION("Convolution"),
    MATRIX("Matrix product"),
    ATTENTION("Attention"),
    NORMALIZATION("Normalization"),
    ACTIVATION("Activation"),
    POOLING("Pooling"),
    ELEMENTWISE("Elementwise"),
    REDUCTION("Reduction"),
    SHAPE("Shape"),
    INDEXING("Indexing"),
    CAST("Cast"),
    CONSTANT("Constant"),
    SYMBOLIC("Symbolic size"),
    CONTROL("Control flow"),
    OTHER("Other");

    private final String words;

    Category(String words) {
        this.words = words;
    }

    /** For legends and facets. */
    public String words() {
        return words;
    }
}
