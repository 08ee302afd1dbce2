package dev.partita.app.layout;

/** Where edges point to. */
public enum Direction {
    TOP_DOWN,
    LEFT_RIGHT;

    public Direction other() {
        return this == TOP_DOWN ? LEFT_RIGHT : TOP_DOWN;
    }
}
