package dev.partita.network;

/** How a layer rounds its output extents; the two SAME modes of TensorRT are never needed. */
public enum PaddingMode {
    EXPLICIT_ROUND_DOWN,
    EXPLICIT_ROUND_UP
}
