package dev.partita.worker.torch.engine;

import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.trt.EngineSession;
import dev.partita.worker.trt.HostTensor;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs an engine on the GPU; tensors are copied there and back. */
record TensorRtRunner(EngineSession session) implements HostEngine {

    @Override
    public Map<String, StoredValue.Tensor> run(Map<String, StoredValue.Tensor> inputs, Arena arena) {
        Map<String, HostTensor> given = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> given.put(name, new HostTensor(tensor.dtype(), tensor.shape(), tensor.bytes())));
        Map<String, StoredValue.Tensor> outputs = new LinkedHashMap<>();
        session.run(given, arena).forEach((name, tensor) -> {
            long bytes = tensor.shape().stream().reduce((long) tensor.dtype().byteSize(), Math::multiplyExact);
            outputs.put(name, new StoredValue.Tensor(tensor.dtype(), tensor.shape(), tensor.data().asSlice(0, bytes)));
        });
        return outputs;
    }
}
