package dev.partita.profile;

import java.util.function.BooleanSupplier;

/**
 * When to ask for another query and when to stop: trtexec's rule. Time is the GPU's, so a slow host measures no less; at
 * least the wanted number of queries is measured after the warm-up, however long one takes.
 */
public final class MeasureLoop {

    private MeasureLoop() {}

    /** What runs queries; up to two may be in flight. */
    public interface Queries {

        /** Enqueues one. */
        void query();

        /** Waits for the oldest if as many are in flight as may be; its start in GPU milliseconds, 0 if none was waited for. */
        float sync();

        /** Waits for all that are in flight. */
        void drain();
    }

    /** Returns false when {@code cancelled} ended it early. */
    public static boolean run(MeasureSettings.Span span, Queries queries, BooleanSupplier cancelled) {
        float until = span.warmUpMillis() + (float) span.durationMillis();
        float reached = 0;
        int warmUps = 0;
        for (int i = 0; i < span.iterations() + warmUps || reached < until; i++) {
            if (cancelled.getAsBoolean()) {
                queries.drain();
                return false;
            }
            queries.query();
            reached = Math.max(reached, queries.sync());
            if (reached < span.warmUpMillis()) {
                warmUps += reached > 0 ? 1 : 0;
            } else {
                idle(span.idleMillis());
            }
        }
        queries.drain();
        return true;
    }

    private static void idle(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
