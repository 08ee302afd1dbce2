package dev.partita.partition;

/** How a partitioning came about. */
public enum Method {
    FAST,
    GLOBAL,
    /** The fast partitioner met a graph that it cannot cut; the global one took over. */
    FAST_FELL_BACK_TO_GLOBAL,
    /** Nothing was cut: the whole graph runs in Torch. */
    LEFT_WHOLE
}
