package dev.partita.settings;

/** Who decides the element type in which a layer computes. */
public enum Typing {
    /** The graph does: a strongly typed network computes exactly what its casts say. */
    EXPLICIT,
    /** TensorRT's builder does, among the enabled precisions; per-node requests are obeyed. */
    BUILDERS_CHOICE
}
