package dev.partita.app;

import dev.partita.app.session.Session;
import java.time.Duration;
import javafx.animation.AnimationTimer;

/** Does something once nothing has been running for a moment. */
final class AtRest extends AnimationTimer {

    private final Session session;
    private final long restNanos;
    private final Runnable action;
    private long restingSince = -1;

    AtRest(Session session, Duration rest, Runnable action) {
        this.session = session;
        this.restNanos = rest.toNanos();
        this.action = action;
    }

    @Override
    public void handle(long nowNanos) {
        if (!session.tasks().running().isEmpty()) {
            restingSince = -1;
        } else if (restingSince < 0) {
            restingSince = nowNanos;
        } else if (nowNanos - restingSince > restNanos) {
            stop();
            action.run();
        }
    }
}
