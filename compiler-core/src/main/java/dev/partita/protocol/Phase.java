package dev.partita.protocol;

/**
 * A stretch of work that counts its steps, possibly inside another one.
 *
 * @param parent name of the phase around it, empty at the top
 * @param step steps done so far, from 0 to {@code steps}
 * @param finished true in the last message about this phase
 */
public record Phase(String name, String parent, int step, int steps, boolean finished) {}
