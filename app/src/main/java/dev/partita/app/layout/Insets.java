package dev.partita.app.layout;

/** Room that a cluster leaves around its content; its title stands in the room at the top. */
public record Insets(double top, double side, double bottom) {

    public static final Insets DEFAULT = new Insets(34, 18, 14);
}
