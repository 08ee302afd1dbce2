package dev.partita.network;

/** Over what a scale layer's weights run. */
public enum ScaleMode {
    UNIFORM,
    CHANNEL,
    ELEMENTWISE
}
