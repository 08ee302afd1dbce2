package dev.partita.network;

/** What resize reads when an output axis has one element: the formula's coordinate or the first element. */
public enum ResizeSelector {
    FORMULA,
    UPPER
}
