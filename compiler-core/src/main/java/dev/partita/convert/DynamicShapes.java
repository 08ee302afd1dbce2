package dev.partita.convert;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import java.util.Collection;

/** Finds out whether a call deals with extents that are known only at run time. */
public final class DynamicShapes {

    private DynamicShapes() {}

    /**
     * Whether the node's own value or that of an argument is dynamic. Nodes inside list arguments are not looked at, as
     * Torch-TensorRT does not.
     */
    public static boolean touches(Node node) {
        return isDynamic(node.value()) || anyDynamic(node.args()) || anyDynamic(node.kwargs().values());
    }

    /** Whether a value is a symbol or a tensor with a symbolic extent. */
    public static boolean isDynamic(Value value) {
        return switch (value) {
            case Value.Tensor(var spec) -> !spec.shape().isStatic();
            case Value.SymInt(SymExpr _), Value.SymFloat(SymExpr _), Value.SymBool(SymExpr _) -> true;
            case Value.Tuple(var items) -> items.stream().anyMatch(DynamicShapes::isDynamic);
            case Value.Literal(Arg _), Value.None() -> false;
        };
    }

    private static boolean anyDynamic(Collection<Arg> args) {
        if (args.isEmpty()) {
            return false;
        }
        for (Arg arg : args) {
            if (isDynamicRef(arg)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDynamicRef(Arg arg) {
        return arg instanceof Arg.Ref(Node node) && isDynamic(node.value());
    }
}
