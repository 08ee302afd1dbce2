package dev.partita.network;

/** How resize maps an output coordinate to an input coordinate. */
public enum CoordinateTransformation {
    ALIGN_CORNERS,
    ASYMMETRIC,
    HALF_PIXEL
}
