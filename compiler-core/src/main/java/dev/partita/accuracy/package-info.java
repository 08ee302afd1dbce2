/**
 * How far outputs are from their reference. {@link dev.partita.accuracy.Comparison} compares values,
 * {@link dev.partita.accuracy.Difference} holds the numbers, by trtexec's definitions.
 */
@NullMarked
package dev.partita.accuracy;

import org.jspecify.annotations.NullMarked;
