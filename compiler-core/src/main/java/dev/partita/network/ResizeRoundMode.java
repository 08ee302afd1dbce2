package dev.partita.network;

/** How nearest resize rounds coordinates. */
public enum ResizeRoundMode {
    HALF_UP,
    HALF_DOWN,
    FLOOR,
    CEIL
}
