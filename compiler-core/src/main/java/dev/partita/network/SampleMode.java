package dev.partita.network;

/** What a slice or a grid sample reads outside its input. */
public enum SampleMode {
    STRICT_BOUNDS,
    WRAP,
    CLAMP,
    FILL,
    REFLECT
}
