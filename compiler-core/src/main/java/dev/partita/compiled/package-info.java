/**
 * A compiled program in a folder: engines, Torch segments as graph text, their weights, and the order in which all that
 * runs. Start at {@link dev.partita.compiled.Manifest}, which is what {@code manifest.json} says;
 * {@link dev.partita.compiled.ModuleWriter} makes the folder, {@link dev.partita.compiled.CompiledModule} opens it.
 *
 * <pre>
 * manifest.json                  inputs, outputs, segments in order, weights
 * engines/_run_on_acc_0.engine   and .layers.json, TensorRT's layer report
 * networks/_run_on_acc_0/        instead of an engine: the build job, when compiled without a GPU
 * segments/_run_on_gpu_1.graph   a Torch segment
 * weights.bin                    weights of the Torch segments
 * </pre>
 */
@NullMarked
package dev.partita.compiled;

import org.jspecify.annotations.NullMarked;
