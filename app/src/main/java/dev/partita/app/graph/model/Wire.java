package dev.partita.app.graph.model;

/**
 * A value on its way from one box to another.
 *
 * @param signal numbers the value: wires with equal signals carry the same
 * @param input the place among the target's inputs
 */
public record Wire(int from, int to, int signal, int input, Payload payload) {}
