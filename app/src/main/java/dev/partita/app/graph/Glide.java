package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;

/**
 * A change on its way: from one camera to another, and with a morph from one arrangement to another. Who asks for several
 * things of a moment names it: the clock goes on between two questions.
 */
record Glide(Optional<SceneMorph> morph, Camera from, Camera to, long startNanos) {

    /** Well below the 200 ms after which a change is felt as waiting. */
    private static final double NANOS = 180e6;
    /** Larger scenes change at once: in-between pictures would come too late. */
    private static final int MOST_ITEMS = 1_500;

    static Glide of(Camera from, Camera to) {
        return new Glide(Optional.empty(), from, to, System.nanoTime());
    }

    static Glide of(Scene before, Scene after, Camera from, Camera to) {
        return new Glide(Optional.of(new SceneMorph(before, after)), from, to, System.nanoTime());
    }

    static boolean suits(Scene before, Scene after) {
        return before.items().size() <= MOST_ITEMS && after.items().size() <= MOST_ITEMS;
    }

    private double share(long nanos) {
        return Math.clamp((nanos - startNanos) / NANOS, 0, 1);
    }

    boolean isOver(long nanos) {
        return share(nanos) == 1;
    }

    Camera camera(long nanos) {
        double share = share(nanos);
        return share == 1 ? to : from.towards(to, 1 - Math.pow(1 - share, 3));
    }

    Optional<Scene> scene(long nanos) {
        return morph.map(moving -> moving.at(share(nanos)));
    }
}
