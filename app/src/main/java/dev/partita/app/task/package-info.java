/**
 * Background work with a face: title, phase, elapsed time, cancel.
 *
 * <p>Start at {@link dev.partita.app.task.TaskRunner}. {@link dev.partita.app.task.FxThread} is the only class that
 * enters the JavaFX thread. Requests of one lane supersede each other: the newest wins.
 */
@NullMarked
package dev.partita.app.task;

import org.jspecify.annotations.NullMarked;
