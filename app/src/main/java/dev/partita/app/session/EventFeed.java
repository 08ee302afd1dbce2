package dev.partita.app.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Brings events from the worker's thread to the JavaFX thread in batches. A builder can report tens of thousands of
 * steps in seconds: a step replaces the one before it of the same phase, and one batch is on its way at a time.
 */
final class EventFeed {

    private final Executor front;
    private final Queue<BuildEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underway = new AtomicBoolean();
    private final ObservableList<BuildEvent> events = FXCollections.observableArrayList();

    EventFeed(Executor front) {
        this.front = front;
    }

    ObservableList<BuildEvent> events() {
        return events;
    }

    /** From any thread. */
    void add(BuildEvent event) {
        waiting.add(event);
        if (underway.compareAndSet(false, true)) {
            front.execute(this::deliver);
        }
    }

    /** On the JavaFX thread. */
    void clear() {
        waiting.clear();
        events.clear();
    }

    private void deliver() {
        underway.set(false);
        for (BuildEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            int last = events.size() - 1;
            if (last >= 0 && isNextStep(events.get(last), event)) {
                events.set(last, event);
            } else {
                events.add(event);
            }
        }
    }

    private static boolean isNextStep(BuildEvent before, BuildEvent after) {
        return before instanceof BuildEvent.Phase first
                && after instanceof BuildEvent.Phase second
                && first.segment().equals(second.segment())
                && first.name().equals(second.name());
    }
}
