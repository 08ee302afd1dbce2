package dev.partita.network;

/** ELEMENT: torch.scatter; ND: scatter_nd. */
public enum ScatterMode {
    ELEMENT,
    ND
}
