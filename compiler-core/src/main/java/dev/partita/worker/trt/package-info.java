/**
 * The only package that names TensorRT and CUDA. Runs in the worker process, never in the window.
 *
 * <p>Start at {@link dev.partita.worker.trt.TensorRtHandlers}. {@link dev.partita.worker.trt.CudaDriver} looks at the
 * machine without TensorRT, because TensorRT ends a process that has no driver.
 */
@NullMarked
package dev.partita.worker.trt;

import org.jspecify.annotations.NullMarked;
