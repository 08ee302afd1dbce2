package dev.partita.worker.torch.engine;

import dev.partita.tensor.DType;
import dev.partita.worker.torch.placement.CudaPlacement;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.TorchTypes;
import dev.partita.worker.trt.DeviceSession;
import dev.partita.worker.trt.DeviceTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs an engine on tensors that are on the GPU, by their addresses: nothing is copied, and nothing waits. Outputs lie in
 * memory from libtorch's allocator, those whose size the engine decides included.
 */
record DeviceRunner(DeviceSession session, CudaPlacement placement, OutputMemory memory) implements EngineRunner {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Map<String, DeviceTensor> given = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> {
            // The open scope holds it until the engine is enqueued; after that its memory is used again on the same stream.
            Tensor readable = session.readsOnHost(name)
                    ? Placement.HOST.bring(tensor).contiguous()
                    : placement.aligned(tensor);
            given.put(name, new DeviceTensor(TorchTypes.dtype(readable.scalar_type()),
                    TensorMemory.boxedShape(readable), TensorMemory.address(readable), session.readsOnHost(name)));
        });
        Allocation allocation = new Allocation(placement, memory);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        session.run(given, allocation).forEach((name, output) -> outputs.put(name, allocation.result(output)));
        return outputs;
    }

    /** Memory for the outputs of one run. */
    private static final class Allocation implements DeviceSession.Memory {

        private final CudaPlacement placement;
        private final OutputMemory memory;
        private final Map<Long, Tensor> allocated = new LinkedHashMap<>();

        Allocation(CudaPlacement placement, OutputMemory memory) {
            this.placement = placement;
            this.memory = memory;
        }

        @Override
        public long tensor(DType dtype, List<Long> shape) {
            return keep(memory.tensor(dtype, shape));
        }

        @Override
        public long bytes(long count) {
            return keep(placement.empty(DType.UINT8, new long[] {Math.max(count, 1)}));
        }

        private long keep(Tensor tensor) {
            // TensorRT wants an address even for an empty output, and an empty tensor has none.
            long address = TensorMemory.address(tensor);
            if (address == 0) {
                return bytes(1);
            }
            allocated.put(address, tensor);
            return address;
        }

        /** The output as a tensor, which keeps its memory alive. */
        Tensor result(DeviceTensor output) {
            long[] dims = dims(output.shape());
            if (output.onHost()) {
                return placement.copy(TensorMemory.dense(output.hostMemory(), output.dtype(), dims));
            }
            if (output.byteSize() == 0) {
                return placement.empty(output.dtype(), dims);
            }
            Tensor written = allocated.get(output.address());
            if (written == null) {
                throw new TorchException("the engine wrote an output to memory that is not ours");
            }
            return TorchTypes.dtype(written.scalar_type()) == output.dtype()
                    && TensorMemory.boxedShape(written).equals(output.shape())
                    ? written
                    : written.narrow(0, 0, output.byteSize()).view(TorchTypes.scalarType(output.dtype())).view(dims);
        }

        private static long[] dims(List<Long> shape) {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
