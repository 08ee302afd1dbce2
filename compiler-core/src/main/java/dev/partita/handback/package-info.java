/**
 * Hands a compiled program back to Python: one {@code .pt2} that Torch-TensorRT loads.
 *
 * <p>Start at {@link dev.partita.handback.PythonArchive}. {@link dev.partita.handback.EngineInliner} makes the parts one
 * graph again, in which a call of {@code tensorrt::execute_engine} stands for each engine; {@link
 * dev.partita.handback.GraphExporter}, the importer's counterpart, turns that graph into the records of a file. What
 * differs from one Torch-TensorRT to the next is in {@link dev.partita.handback.TorchTensorRtRelease}.
 */
@NullMarked
package dev.partita.handback;

import org.jspecify.annotations.NullMarked;
