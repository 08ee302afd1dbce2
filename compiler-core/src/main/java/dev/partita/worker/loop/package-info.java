/**
 * The worker's side of the protocol, knowing nothing of TensorRT or libtorch: {@link dev.partita.worker.loop.RequestLoop}
 * reads lines and hands each request to the {@link dev.partita.worker.loop.RequestHandler} that takes it.
 * {@link dev.partita.worker.loop.ProtocolStream} keeps stdout to the protocol alone.
 */
@NullMarked
package dev.partita.worker.loop;

import org.jspecify.annotations.NullMarked;
