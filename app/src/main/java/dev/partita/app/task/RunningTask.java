package dev.partita.app.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A task that has begun. Properties change on the JavaFX thread only. */
public final class RunningTask implements TaskContext {

    private final String title;
    private final Executor front;
    private final long startNanos = System.nanoTime();
    private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(false);
    private final List<Runnable> cancelActions = new ArrayList<>();
    private volatile boolean cancelled;

    RunningTask(String title, Executor front) {
        this.title = title;
        this.front = front;
    }

    public String title() {
        return title;
    }

    public ReadOnlyStringProperty phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** True from the request to cancel until the work has really ended. */
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    public void cancel() {
        List<Runnable> actions;
        synchronized (cancelActions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(cancelActions);
        }
        front.execute(() -> cancelling.set(true));
        actions.forEach(Runnable::run);
    }

    @Override
    public void phase(String words) {
        front.execute(() -> phase.set(words));
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (cancelActions) {
            if (!cancelled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }
}
