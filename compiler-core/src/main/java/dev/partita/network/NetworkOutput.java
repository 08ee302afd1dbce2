package dev.partita.network;

/** An output of the engine. The same tensor may be named once only; copies go through an identity layer. */
public record NetworkOutput(String name, NetworkTensor tensor) {}
