package dev.partita.worker.torch;

import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A TensorRT segment between Torch segments: casts and copies at its border as its ports say. */
record EngineSegment(SegmentEntry.TensorRt entry, EngineRunner engine) implements SegmentProgram {

    @Override
    public IValueVector run(IValueVector inputs) {
        // The scope keeps the cast inputs until the engine has run.
        try (var _ = new PointerScope();
                Arena arena = Arena.ofConfined()) {
            Map<String, StoredValue.Tensor> bound = new LinkedHashMap<>();
            for (int i = 0; i < entry.inputs().size(); i++) {
                Port port = entry.inputs().get(i);
                Tensor tensor = enter(inputs.get(i), port);
                bound.put(port.binding(), new StoredValue.Tensor(port.bindingType(), shape(tensor), bytes(tensor, arena)));
            }
            Map<String, StoredValue.Tensor> outputs = engine.run(bound, arena);
            IValueVector results = new IValueVector();
            results.resize(entry.outputs().size());
            for (int i = 0; i < entry.outputs().size(); i++) {
                Port port = entry.outputs().get(i);
                StoredValue.Tensor output = outputs.get(port.binding());
                if (output == null) {
                    throw new TorchException("segment " + entry.name() + " gave no output '" + port.binding() + "'");
                }
                results.put(i, leave(output, port));
            }
            return results.retainReference();
        } catch (TorchException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw new TorchException("segment " + entry.name() + ": " + failure.getMessage(), failure);
        }
    }

    private static Tensor enter(IValue value, Port port) {
        Tensor tensor = switch (port.type()) {
            case PortType.Tensor ignored -> value.toTensor();
            case PortType.Int ignored -> torch.tensor(new long[] {(Long) ScalarStep.number(value)});
            case PortType.Real ignored -> torch.tensor(((Number) ScalarStep.number(value)).doubleValue()).reshape(1);
            case PortType.Truth ignored -> torch.tensor((boolean) (Boolean) ScalarStep.number(value)).reshape(1);
        };
        return tensor.cpu().to(TorchTypes.scalarType(port.bindingType())).contiguous();
    }

    private static IValue leave(StoredValue.Tensor output, Port port) {
        Tensor view = TensorMemory.dense(
                output.bytes(), output.dtype(), output.shape().stream().mapToLong(Long::longValue).toArray());
        return switch (port.type()) {
            // A copy in any case: the view ends with the arena.
            case PortType.Tensor(DType dtype) -> new IValue(view.clone().to(TorchTypes.scalarType(dtype)));
            case PortType.Int ignored -> new IValue(view.item().toLong());
            case PortType.Real ignored -> new IValue(view.item().toDouble());
            case PortType.Truth ignored -> new IValue(view.item().toLong() != 0);
        };
    }

    private static MemorySegment bytes(Tensor tensor, Arena arena) {
        return tensor.numel() == 0 ? arena.allocate(0) : TensorMemory.bytes(tensor);
    }

    private static List<Long> shape(Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (int axis = 0; axis < tensor.dim(); axis++) {
            shape.add(tensor.size(axis));
        }
        return shape;
    }
}
