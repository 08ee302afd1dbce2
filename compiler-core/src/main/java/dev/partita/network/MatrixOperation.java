package dev.partita.network;

/** How a matrix multiplication reads an operand; VECTOR: the last axis is a vector. */
public enum MatrixOperation {
    NONE,
    TRANSPOSE,
    VECTOR
}
