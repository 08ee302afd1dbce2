package dev.partita.worker.torch.engine;

import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.util.Map;

/** Runs a TensorRT segment on tensors in host memory, by the engine's names for them. */
interface HostEngine {

    /** @param arena receives the outputs */
    Map<String, StoredValue.Tensor> run(Map<String, StoredValue.Tensor> inputs, Arena arena);
}
