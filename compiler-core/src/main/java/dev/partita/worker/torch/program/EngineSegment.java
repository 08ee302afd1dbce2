package dev.partita.worker.torch.program;

import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.tensor.DType;
import dev.partita.worker.torch.engine.EngineRunner;
import dev.partita.worker.torch.placement.PythonNumber;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.TorchTypes;
import dev.partita.worker.torch.region.SegmentProgram;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A TensorRT segment between Torch segments: casts at its border as its ports say. */
public record EngineSegment(SegmentEntry.TensorRt entry, EngineRunner engine) implements SegmentProgram {

    @Override
    public IValueVector run(IValueVector inputs) {
        // The scope keeps the cast inputs until the engine has run.
        try (var _ = new InferenceMode(true);
                var _ = new PointerScope()) {
            Map<String, Tensor> bound = new LinkedHashMap<>();
            for (int i = 0; i < entry.inputs().size(); i++) {
                Port port = entry.inputs().get(i);
                bound.put(port.binding(), enter(inputs.get(i), port));
            }
            Map<String, Tensor> outputs = engine.run(bound);
            IValueVector results = new IValueVector();
            results.resize(entry.outputs().size());
            for (int i = 0; i < entry.outputs().size(); i++) {
                Port port = entry.outputs().get(i);
                Tensor output = outputs.get(port.binding());
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
            case PortType.Int ignored -> torch.tensor(new long[] {(Long) PythonNumber.of(value)});
            case PortType.Real ignored -> torch.tensor(((Number) PythonNumber.of(value)).doubleValue()).reshape(1);
            case PortType.Truth ignored -> torch.tensor((boolean) (Boolean) PythonNumber.of(value)).reshape(1);
        };
        return tensor.to(TorchTypes.scalarType(port.bindingType()));
    }

    private static IValue leave(Tensor output, Port port) {
        return switch (port.type()) {
            case PortType.Tensor(DType dtype) -> new IValue(output.to(TorchTypes.scalarType(dtype)));
            case PortType.Int ignored -> new IValue(output.item().toLong());
            case PortType.Real ignored -> new IValue(output.item().toDouble());
            case PortType.Truth ignored -> new IValue(output.item().toLong() != 0);
        };
    }
}
