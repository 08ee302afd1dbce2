package dev.partita.pt2;

/**
 * A parameter, buffer or tensor constant of a program.
 *
 * @param fqn dotted path in the model, the key that the signature uses
 */
public record Weight(String fqn, boolean isParameter, boolean requiresGrad, MappedTensor tensor) {}
