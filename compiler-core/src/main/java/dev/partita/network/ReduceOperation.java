package dev.partita.network;

/** TensorRT's reductions. */
public enum ReduceOperation {
    SUM,
    PROD,
    MAX,
    MIN,
    AVG
}
