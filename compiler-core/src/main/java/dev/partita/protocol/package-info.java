/**
 * What Partita and its worker process say to each other: one JSON object per line over the worker's stdin and stdout.
 *
 * <p>Start at {@link dev.partita.protocol.Request} and the {@link dev.partita.protocol.Reply} each one promises, then
 * {@link dev.partita.protocol.ToWorker} and {@link dev.partita.protocol.FromWorker}, the envelopes. Tensors and engines
 * never travel in a line: the line names a file. A worker that dies is described by a
 * {@link dev.partita.protocol.WorkerFailure}.
 */
@NullMarked
package dev.partita.protocol;

import org.jspecify.annotations.NullMarked;
