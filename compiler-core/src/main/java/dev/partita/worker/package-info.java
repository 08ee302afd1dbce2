/**
 * The child process that owns CUDA, TensorRT and libtorch. {@link dev.partita.worker.WorkerMain} puts it together; the
 * loop is in {@code worker.loop}, what it can do in {@code worker.trt} and {@code worker.torch}.
 */
@NullMarked
package dev.partita.worker;

import org.jspecify.annotations.NullMarked;
