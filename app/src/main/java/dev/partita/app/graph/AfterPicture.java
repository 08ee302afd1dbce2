package dev.partita.app.graph;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/** Does once what can wait until a picture is on the screen, and then does not delay it; waits in vain only for a while. */
public final class AfterPicture extends AnimationTimer {

    /** The frame after the one in which it was painted may begin before it has reached the screen. */
    private static final int FRAMES = 2;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final BooleanSupplier painted;
    private final Runnable action;
    private long startNanos = -1;
    private int frames;

    public AfterPicture(BooleanSupplier painted, Runnable action) {
        this.painted = painted;
        this.action = action;
    }

    @Override
    public void handle(long nowNanos) {
        startNanos = startNanos < 0 ? nowNanos : startNanos;
        frames += painted.getAsBoolean() ? 1 : 0;
        if (frames >= FRAMES || nowNanos - startNanos > PATIENCE_NANOS) {
            stop();
            action.run();
        }
    }
}
