package dev.partita.convert;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.tensor.DType;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * Torch's {@code result_type}: tensors with axes decide first, then tensors without, then Python numbers; a lower group
 * counts only when it is of a higher kind (bool, integer, real).
 */
public final class TypePromotion {

    private TypePromotion() {}

    /** The type in which the arguments meet, torch's name for it. */
    public static DType resultType(List<Arg> arguments) {
        Optional<DType> withAxes = Optional.empty();
        Optional<DType> withoutAxes = Optional.empty();
        Optional<DType> numbers = Optional.empty();
        for (Arg argument : arguments) {
            Optional<TensorSpec> spec = Arguments.spec(argument);
            if (spec.isPresent() && spec.get().rank() > 0) {
                withAxes = Optional.of(merged(withAxes, spec.get().dtype()));
            } else if (spec.isPresent()) {
                withoutAxes = Optional.of(merged(withoutAxes, spec.get().dtype()));
            } else {
                numbers = Optional.of(merged(numbers, numberType(argument)));
            }
        }
        return combined(combined(withAxes, withoutAxes), numbers).orElse(DType.FLOAT32);
    }

    /** The smallest type that holds both, torch's {@code promote_types}. */
    public static DType promote(DType one, DType other) {
        if (one == other) {
            return one;
        }
        if (kind(one) != kind(other)) {
            return kind(one) > kind(other) ? one : other;
        }
        if (one.isFloatingPoint()) {
            boolean halves = one.byteSize() == 2 && other.byteSize() == 2;
            return halves ? DType.FLOAT32 : one.byteSize() > other.byteSize() ? one : other;
        }
        if (one.byteSize() == other.byteSize()) {
            // int8 with uint8
            return DType.INT16;
        }
        return one.byteSize() > other.byteSize() ? one : other;
    }

    private static DType merged(Optional<DType> sofar, DType next) {
        return sofar.map(type -> promote(type, next)).orElse(next);
    }

    private static Optional<DType> combined(Optional<DType> higher, Optional<DType> lower) {
        if (higher.isEmpty()) {
            return lower;
        }
        return lower.filter(type -> kind(type) > kind(higher.get())).or(() -> higher);
    }

    private static DType numberType(Arg argument) {
        return switch (argument) {
            case Arg.Bool _ -> DType.BOOL;
            case Arg.Int _, Arg.Sym _ -> DType.INT64;
            case Arg.Ref(Node node) when node.value() instanceof Value.SymInt -> DType.INT64;
            case Arg.Ref(Node node) when node.value() instanceof Value.SymBool -> DType.BOOL;
            // torch's default for real numbers
            default -> DType.FLOAT32;
        };
    }

    private static int kind(DType type) {
        return type == DType.BOOL ? 0 : type.isIntegral() ? 1 : type.isFloatingPoint() ? 2 : 3;
    }
}
