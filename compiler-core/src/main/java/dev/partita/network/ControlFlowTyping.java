package dev.partita.network;

import static dev.partita.network.ElementTypes.requireBool;
import static dev.partita.network.ElementTypes.requireSame;

import java.util.ArrayList;
import java.util.List;

/** What loops and conditionals give. */
final class ControlFlowTyping {

    private ControlFlowTyping() {}

    static List<TensorType> loop(Layer.Loop layer) {
        for (LoopBody.Recurrence recurrence : layer.body().recurrences()) {
            requireSame(layer, recurrence.initial(), recurrence.next());
        }
        List<TensorType> outputs = new ArrayList<>();
        for (LoopBody.Result result : layer.body().results()) {
            List<Long> dims = new ArrayList<>(result.value().dims());
            if (result.kind() != LoopOutputKind.LAST_VALUE) {
                dims.add(result.axis(), TensorType.DYNAMIC);
            }
            outputs.add(result.value().type().withDims(dims));
        }
        return outputs;
    }

    static List<TensorType> conditional(Layer.IfConditional layer) {
        requireBool(layer, layer.condition());
        List<TensorType> outputs = new ArrayList<>();
        for (int i = 0; i < layer.whenTrue().results().size(); i++) {
            NetworkTensor one = layer.whenTrue().results().get(i);
            NetworkTensor other = layer.whenFalse().results().get(i);
            requireSame(layer, one, other);
            List<Long> dims = new ArrayList<>();
            for (int axis = 0; axis < one.rank(); axis++) {
                dims.add(one.dim(axis) == other.dim(axis) ? one.dim(axis) : TensorType.DYNAMIC);
            }
            outputs.add(one.type().withDims(dims));
        }
        return outputs;
    }
}
