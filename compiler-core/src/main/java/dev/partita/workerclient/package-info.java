/**
 * Starts, watches and ends the worker process. {@link dev.partita.workerclient.WorkerClient} takes requests and starts a
 * worker when one is needed; each request becomes a {@link dev.partita.workerclient.WorkerCall} that always completes
 * with an {@link dev.partita.workerclient.Outcome}, the worker's death included.
 */
@NullMarked
package dev.partita.workerclient;

import org.jspecify.annotations.NullMarked;
