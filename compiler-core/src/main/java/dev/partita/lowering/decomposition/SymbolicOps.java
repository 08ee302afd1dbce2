package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.SymMath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Python's functions on extents: {@code _operator.mul}, {@code torch.sym_max}. */
final class SymbolicOps {

    private static final Map<String, SymFunction> COMPARISONS = Map.of(
            "_operator.eq", SymFunction.EQ, "_operator.ne", SymFunction.NE, "_operator.lt", SymFunction.LT,
            "_operator.le", SymFunction.LE, "_operator.gt", SymFunction.GT, "_operator.ge", SymFunction.GE);

    private SymbolicOps() {}

    /** The integer expression that the function yields; empty when it yields no integer or is not known. */
    static Optional<SymExpr> integer(OpName op, List<Arg> args) {
        Optional<List<SymExpr>> operands = operands(args);
        if (operands.isEmpty()) {
            return Optional.empty();
        }
        List<SymExpr> values = operands.get();
        return switch (op.shortName()) {
            case "_operator.add" -> Optional.of(Dims.add(values.get(0), values.get(1)));
            case "_operator.sub" -> Optional.of(Dims.subtract(values.get(0), values.get(1)));
            case "_operator.mul" -> Optional.of(Dims.multiply(values.get(0), values.get(1)));
            case "_operator.floordiv" -> Optional.of(Dims.floorDivide(values.get(0), values.get(1)));
            case "_operator.mod" -> Optional.of(SymMath.mod(values.get(0), values.get(1)));
            case "_operator.neg" -> Optional.of(Dims.multiply(values.get(0), -1));
            case "torch.sym_max" -> Optional.of(SymMath.max(values.get(0), values.get(1)));
            case "torch.sym_min" -> Optional.of(SymMath.min(values.get(0), values.get(1)));
            default -> Optional.empty();
        };
    }

    /** The condition that a comparison of integers yields. */
    static Optional<SymExpr> comparison(OpName op, List<Arg> args) {
        SymFunction function = COMPARISONS.get(op.shortName());
        return function == null ? Optional.empty() : operands(args).map(values -> SymMath.call(function, values));
    }

    private static Optional<List<SymExpr>> operands(List<Arg> args) {
        try {
            return Optional.of(args.stream().map(Call::dimOf).toList());
        } catch (IllegalArgumentException notIntegers) {
            return Optional.empty();
        }
    }
}
