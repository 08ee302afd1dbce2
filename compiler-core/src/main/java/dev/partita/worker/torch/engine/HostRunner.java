package dev.partita.worker.torch.engine;

import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.TorchTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Runs an engine that takes and gives host memory, wherever the program's tensors live. */
record HostRunner(HostEngine engine, OutputMemory memory) implements EngineRunner {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        try (Arena arena = Arena.ofConfined()) {
            Map<String, StoredValue.Tensor> given = new LinkedHashMap<>();
            inputs.forEach((name, tensor) -> given.put(name, stored(Placement.HOST.bring(tensor).contiguous(), arena)));
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            engine.run(given, arena).forEach((name, output) -> outputs.put(name, placed(output)));
            return outputs;
        }
    }

    private static StoredValue.Tensor stored(Tensor tensor, Arena arena) {
        MemorySegment bytes = tensor.numel() == 0 ? arena.allocate(0) : TensorMemory.bytes(tensor);
        return new StoredValue.Tensor(
                TorchTypes.dtype(tensor.scalar_type()), TensorMemory.boxedShape(tensor), bytes);
    }

    /** A copy in any case: the memory of the output ends with the arena. */
    private Tensor placed(StoredValue.Tensor output) {
        Tensor placed = memory.tensor(output.dtype(), output.shape());
        placed.copy_(TensorMemory.dense(
                output.bytes(), output.dtype(), output.shape().stream().mapToLong(Long::longValue).toArray()));
        return placed;
    }
}
