package dev.partita.app.task;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Runs tasks off the JavaFX thread. A new task of a lane cancels the lane's older one, whose result is then dropped,
 * so that a result can never overwrite a newer one. Call from the JavaFX thread.
 */
public final class TaskRunner {

    private final Executor background;
    private final Executor front;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> runningView = FXCollections.unmodifiableObservableList(running);
    private final Map<String, RunningTask> newestOfLane = new HashMap<>();

    public TaskRunner(Executor background, Executor front) {
        this.background = background;
        this.front = front;
    }

    /** Daemon threads behind, the JavaFX thread in front. */
    public static TaskRunner forWindow() {
        return new TaskRunner(
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("work-", 1).factory()),
                new FxThread());
    }

    /** Everything on the calling thread: for tests of view models. */
    public static TaskRunner immediate() {
        return new TaskRunner(Runnable::run, Runnable::run);
    }

    /** What runs now, oldest first. */
    public ObservableList<RunningTask> running() {
        return runningView;
    }

    /** Runs {@code update} where results are delivered: for progress that tasks report from other threads. */
    public void front(Runnable update) {
        front.execute(update);
    }

    public <T> RunningTask submit(BackgroundTask<T> task) {
        return submit(task, () -> {});
    }

    /** @param cancelled called instead of either outcome when the task was cancelled and nothing newer took its lane */
    public <T> RunningTask submit(BackgroundTask<T> task, Runnable cancelled) {
        RunningTask handle = new RunningTask(task.title(), front);
        if (!task.lane().isEmpty()) {
            RunningTask older = newestOfLane.put(task.lane(), handle);
            if (older != null) {
                older.cancel();
            }
        }
        running.add(handle);
        background.execute(() -> run(task, handle, cancelled));
        return handle;
    }

    public void cancelAll() {
        java.util.List.copyOf(running).forEach(RunningTask::cancel);
    }

    private <T> void run(BackgroundTask<T> task, RunningTask handle, Runnable cancelled) {
        try {
            T result = task.work().run(handle);
            finish(task, handle, handle.isCancelled() ? cancelled : () -> task.done().accept(result));
        } catch (CancellationException stopped) {
            finish(task, handle, cancelled);
        } catch (Exception failure) {
            finish(task, handle, handle.isCancelled() ? cancelled : () -> task.failed().accept(failure));
        } catch (Error error) {
            finish(task, handle, () -> task.failed().accept(new IllegalStateException(error.toString(), error)));
        }
    }

    private <T> void finish(BackgroundTask<T> task, RunningTask handle, Runnable deliver) {
        front.execute(() -> {
            running.remove(handle);
            boolean newest = task.lane().isEmpty() || newestOfLane.remove(task.lane(), handle);
            if (newest) {
                deliver.run();
            }
        });
    }
}
