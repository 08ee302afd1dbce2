package dev.partita.ir;

import dev.partita.tensor.SymFunction;
import java.util.Optional;

/** Which of Python's functions on numbers computes a function that stands in a size. */
public final class SizeFunctions {

    private SizeFunctions() {}

    /** Functions of several arguments are calls of two, from the left. Empty where a graph has no such call. */
    public static Optional<OpName> of(SymFunction function) {
        return Optional.ofNullable(switch (function) {
            case ADD -> "_operator.add";
            case MUL -> "_operator.mul";
            case FLOOR_DIV, CLEAN_DIV -> "_operator.floordiv";
            case MOD -> "_operator.mod";
            case TRUE_DIV -> "_operator.truediv";
            case MIN -> "torch.sym_min";
            case MAX -> "torch.sym_max";
            case TO_FLOAT -> "torch.sym_float";
            case POW, CEIL_DIV, MODULAR_INDEXING, ABS, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT, WHERE, EQ, NE,
                    LT, LE, GT, GE, AND, OR, NOT -> null;
        }).map(OpName::of);
    }
}
