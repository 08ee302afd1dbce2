package dev.partita.app.graph.model;

import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What values look like on wires. Most of a program's values are alike, so each kind is put into words once. */
final class Payloads {

    /** Imported programs share equal specs. Comparing others would cost more than their words do. */
    private final Map<TensorSpec, Payload> known = new IdentityHashMap<>();

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
        return new Payload(spec.dtype().torchName(), shape(spec), bytes(spec));
    }

    /** {@code 1×64×s0}; a tensor without dimensions is {@code scalar}. */
    private static String shape(TensorSpec spec) {
        StringJoiner words = new StringJoiner("×").setEmptyValue("scalar");
        for (SymExpr dim : spec.shape().dims()) {
            words.add(dim.toString());
        }
        return words.toString();
    }

    private static long bytes(TensorSpec spec) {
        return spec.shape().staticDims()
                .map(dims -> Arrays.stream(dims).reduce(spec.dtype().byteSize(), (bytes, dim) -> bytes * dim))
                .orElse(0L);
    }
}
