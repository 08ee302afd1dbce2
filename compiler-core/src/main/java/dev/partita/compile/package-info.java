/**
 * Strings the stages together.
 *
 * <p>{@link dev.partita.compile.Planner} does everything that needs no GPU: file to
 * {@link dev.partita.compile.Plan}, and a new plan after an edit of the settings, doing only what the edit asks for.
 */
@NullMarked
package dev.partita.compile;

import org.jspecify.annotations.NullMarked;
