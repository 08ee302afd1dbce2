/**
 * Which calls Torch-TensorRT converts, as data: one row per converter, one file per family of ops.
 *
 * <p>Start at {@link dev.partita.convert.torchtrt.TorchTensorRtTable}. The rows are those registered on a plain install
 * of the 2.14 development version, less what TensorRT 10.6 lacks. It is used when matching Torch-TensorRT, and to tell
 * what Partita converts beyond it.
 */
@NullMarked
package dev.partita.convert.torchtrt;

import org.jspecify.annotations.NullMarked;
