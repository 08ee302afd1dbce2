package dev.partita.app.graph.model;

import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What values look like on wires. Most of a program's values are alike, so each kind is put into words once. */
final class Payloads {

    private final Map<TensorSpec, Payload> known = new HashMap<>();

    Payload of(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> of(spec);
            case Value.SymInt(SymExpr expr) -> new Payload("int", expr.toString(), 0);
            case Value.SymFloat(SymExpr expr) -> new Payload("float", expr.toString(), 0);
            case Value.SymBool(SymExpr expr) -> new Payload("bool", expr.toString(), 0);
            case Value.Tuple(var items) -> items.isEmpty() ? Payload.UNKNOWN : of(items.getFirst());
            case Value.Literal _, Value.None _ -> Payload.UNKNOWN;
        };
    }

    private Payload of(TensorSpec spec) {
        return known.computeIfAbsent(spec, Payloads::inWords);
    }

    private static Payload inWords(TensorSpec spec) {
        return new Payload(spec.dtype().torchName(), shape(spec), bytes(spec).orElse(0L));
    }

    /** {@code 1×64×s0}; a tensor without dimensions is {@code scalar}. */
    static String shape(TensorSpec spec) {
        return spec.rank() == 0
                ? "scalar"
                : spec.shape().dims().stream().map(SymExpr::toString).collect(Collectors.joining("×"));
    }

    static Optional<Long> bytes(TensorSpec spec) {
        return spec.shape().staticDims().map(dims -> {
            long bytes = spec.dtype().byteSize();
            for (long dim : dims) {
                bytes *= dim;
            }
            return bytes;
        });
    }
}
