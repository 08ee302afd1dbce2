package dev.partita.app.task;

import java.util.function.Consumer;

/**
 * A piece of work and what to do with its outcome; both outcomes are delivered on the JavaFX thread.
 *
 * @param lane tasks of one lane supersede each other; the empty lane never does
 */
public record BackgroundTask<T>(String title, String lane, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {}
