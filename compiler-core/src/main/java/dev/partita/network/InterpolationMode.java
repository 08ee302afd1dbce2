package dev.partita.network;

/** How resize and grid sample mix neighbours. */
public enum InterpolationMode {
    NEAREST,
    LINEAR,
    CUBIC
}
