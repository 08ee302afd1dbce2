package dev.partita.network;

/** What a fill layer writes; only linspace takes integers. */
public enum FillOperation {
    LINSPACE,
    RANDOM_UNIFORM,
    RANDOM_NORMAL
}
