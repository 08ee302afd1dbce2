package dev.partita.network;

/** How a loop ends: after a count, or when a condition turns false. */
public enum TripLimit {
    COUNT,
    WHILE
}
