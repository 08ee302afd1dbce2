package dev.partita.network;

/** What leaves a loop: the value after the last pass, or all of them stacked, in order or reversed. */
public enum LoopOutputKind {
    LAST_VALUE,
    CONCATENATE,
    REVERSE
}
