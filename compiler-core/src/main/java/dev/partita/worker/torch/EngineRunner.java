package dev.partita.worker.torch;

import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.util.Map;

/** Runs what stands for one TensorRT segment. Tensors are in host memory, by the engine's names for them. */
interface EngineRunner {

    /** @param arena receives the outputs */
    Map<String, StoredValue.Tensor> run(Map<String, StoredValue.Tensor> inputs, Arena arena);
}
