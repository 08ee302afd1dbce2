package dev.partita.app;

import dev.partita.app.graph.GraphView;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/**
 * Says on stderr when the steps to the first picture were reached, for whoever measures the start (docs/canvas.md): in
 * milliseconds after the moment, in milliseconds of the epoch, that {@code -Dpartita.timeline} gives.
 */
final class Timeline {

    private static final long START = Long.getLong("partita.timeline", 0);

    private Timeline() {}

    static void mark(String step) {
        if (START > 0) {
            // No format: the first one of a process takes 20 ms.
            System.err.println(System.currentTimeMillis() - START + " ms  " + step);
        }
    }

    /** Marks the window's first frame, and the first frame after a graph was painted. */
    static void watch(Stage stage) {
        if (START > 0) {
            new Watch(stage).start();
        }
    }

    private static final class Watch extends AnimationTimer {

        private final Stage stage;
        private boolean first = true;

        private Watch(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void handle(long nowNanos) {
            if (first) {
                mark("first frame");
                first = false;
            }
            if (stage.getScene().lookup(".graph-view") instanceof GraphView view && view.isPainted()) {
                mark("first picture");
                stop();
            }
        }
    }
}
