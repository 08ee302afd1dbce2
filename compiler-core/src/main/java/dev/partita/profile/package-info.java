/**
 * What was measured and what it means, by trtexec's definitions, so that numbers can be laid beside trtexec's.
 *
 * <p>Start at {@link dev.partita.profile.Profile}: the traces of one run ({@link dev.partita.profile.QueryTrace}), their
 * summary ({@link dev.partita.profile.Measurement}) and the time of each layer ({@link dev.partita.profile.LayerTiming}).
 * {@link dev.partita.profile.MeasureSettings} says how to measure. Nothing here runs anything: the worker does.
 */
@NullMarked
package dev.partita.profile;

import org.jspecify.annotations.NullMarked;
