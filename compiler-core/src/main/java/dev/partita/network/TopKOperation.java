package dev.partita.network;

/** Which end a top-k layer takes. */
public enum TopKOperation {
    MAX,
    MIN
}
