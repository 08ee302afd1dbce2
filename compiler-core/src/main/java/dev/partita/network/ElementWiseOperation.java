package dev.partita.network;

/** TensorRT's element-wise operations on two tensors. */
public enum ElementWiseOperation {
    SUM,
    PROD,
    MAX,
    MIN,
    SUB,
    DIV,
    POW,
    FLOOR_DIV,
    AND,
    OR,
    XOR,
    EQUAL,
    GREATER,
    LESS
}
