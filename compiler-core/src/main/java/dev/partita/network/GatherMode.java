package dev.partita.network;

/** DEFAULT: index_select; ELEMENT: torch.gather; ND: gather_nd. */
public enum GatherMode {
    DEFAULT,
    ELEMENT,
    ND
}
