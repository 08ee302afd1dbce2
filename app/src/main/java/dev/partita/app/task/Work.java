package dev.partita.app.task;

/** What a task does off the JavaFX thread. */
@FunctionalInterface
public interface Work<T> {
    T run(TaskContext context) throws Exception;
}
