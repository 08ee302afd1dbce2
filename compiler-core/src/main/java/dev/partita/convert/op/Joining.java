package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.network.NetworkTensor;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** Tensors put together along an axis: Concatenation layers, operands brought to the result's type first. */
public final class Joining {

    private Joining() {}

    public static List<ConverterRow> rows() {
        return List.of(row("aten.cat.default", Joining::cat), row("aten.stack.default", Joining::stack));
    }

    private static Converted cat(OpCall call) {
        List<NetworkTensor> parts = call.items(0).stream()
                .filter(item -> !isLegacyEmpty(item, call.rank()))
                .map(item -> call.tensor(item, call.dtype()))
                .toList();
        return Converted.of(call.layers().concat(parts, call.axis(1, 0, call.rank())));
    }

    /** Torch skips one-dimensional empty tensors, whatever the rank of the others. */
    private static boolean isLegacyEmpty(Arg item, int rank) {
        Optional<TensorSpec> spec = Arguments.spec(item);
        return rank != 1 && spec.isPresent() && spec.get().shape().equals(Shape.of(0));
    }

    private static Converted stack(OpCall call) {
        int axis = call.axis(1, 0, call.rank());
        List<NetworkTensor> parts = call.tensors(0, call.dtype()).stream()
                .map(part -> call.layers().unsqueeze(part, List.of(axis)))
                .toList();
        return Converted.of(call.layers().concat(parts, axis));
    }
}
