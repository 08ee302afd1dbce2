package dev.partita.worker.torch.engine;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Runs what stands for one TensorRT segment, on tensors that live where the program's do, by the engine's names. */
public interface EngineRunner {

    /**
     * Called with an open scope, which owns the results.
     *
     * @param inputs of the engine's element types
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);
}
