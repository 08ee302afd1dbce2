package dev.partita.worker.torch.engine;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.network.NetworkDescription;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.evaluator.HostTensor;
import dev.partita.worker.torch.evaluator.NetworkEvaluator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stands in for an engine where there is no GPU: evaluates the network layer by layer. Slow, and never fused. */
final class NetworkRunner implements HostEngine {

    /** The network's weights stay mapped as long as this can be reached. */
    private final Arena arena = Arena.ofAuto();
    private final NetworkDescription network;
    private final NetworkEvaluator evaluator = new NetworkEvaluator();

    NetworkRunner(Path job) {
        try {
            network = JobFolder.read(job, arena).network();
        } catch (EngineException failure) {
            throw new CompiledModuleException(failure.getMessage() + ": compile the program again", failure);
        }
    }

    @Override
    public Map<String, StoredValue.Tensor> run(Map<String, StoredValue.Tensor> inputs, Arena results) {
        Map<String, HostTensor> given = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> given.put(name, new HostTensor(tensor.dtype(), tensor.shape(), tensor.bytes())));
        Map<String, StoredValue.Tensor> outputs = new LinkedHashMap<>();
        evaluator.evaluate(network, given).forEach((name, tensor) -> {
            long bytes = tensor.elementCount() * tensor.dtype().byteSize();
            MemorySegment copy = results.allocate(bytes, 64);
            copy.copyFrom(tensor.data().asSlice(0, bytes));
            outputs.put(name, new StoredValue.Tensor(tensor.dtype(), tensor.dims(), copy));
        });
        return outputs;
    }
}
