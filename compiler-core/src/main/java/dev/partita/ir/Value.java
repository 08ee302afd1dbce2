package dev.partita.ir;

import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** What a node yields: {@code meta["val"]} of torch.fx. */
public sealed interface Value {

    Value NONE = new None();

    record Tensor(TensorSpec spec) implements Value {}

    record SymInt(SymExpr expr) implements Value {}

    /** A symbolic float; the expression may be {@code TRUE_DIV}, {@code TO_FLOAT} or a {@code zuf} symbol. */
    record SymFloat(SymExpr expr) implements Value {}

    record SymBool(SymExpr expr) implements Value {}

    /** Several results: {@code topk}, {@code split}, a graph's output. */
    record Tuple(List<Value> items) implements Value {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** A number, string or None that is known. */
    record Literal(Arg value) implements Value {}

    /** No value, or not known. */
    record None() implements Value {}

    static Value of(TensorSpec spec) {
        return new Tensor(spec);
    }

    /** What an argument stands for: a node's value, several of them, or something known. */
    static Value of(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> node.value();
            case Arg.ListOf(List<Arg> items) -> new Tuple(items.stream().map(Value::of).toList());
            default -> new Literal(arg);
        };
    }

    default Optional<TensorSpec> tensor() {
        return this instanceof Tensor(TensorSpec spec) ? Optional.of(spec) : Optional.empty();
    }

    /** Whether this is a tensor of complex numbers. */
    default boolean isComplex() {
        return this instanceof Tensor(TensorSpec spec) && spec.dtype().isComplex();
    }
}
