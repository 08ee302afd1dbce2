package dev.partita.network;

/** TensorRT's poolings that we use; the blend of both is never needed. */
public enum PoolingType {
    MAX,
    AVERAGE
}
