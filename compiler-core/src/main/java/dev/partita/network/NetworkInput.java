package dev.partita.network;

/**
 * An input of the engine. Ranges of dynamic extents are no part of the network: they belong to optimization profiles.
 *
 * @param shapeValue whether the tensor carries a size (a symbolic integer of the program): it lives in host memory and
 *     its profile holds values, not extents
 */
public record NetworkInput(String name, NetworkTensor tensor, boolean shapeValue) {}
