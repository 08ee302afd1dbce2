package dev.partita.shape.rule;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;

/** Matrix products, with and without batch axes. */
final class MatmulRules {

    private MatmulRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten.vdot.default", call -> ElementwiseRules.tensor(call.dtype("self"), Shape.of()));
        rules.add("aten.linear.default", call -> product(call, "input", "weight", true));
        rules.add("aten.matmul.default", call -> product(call, "self", "other", false));
        rules.add("aten.mm.default", call -> product(call, "self", "mat2", false));
        rules.add("aten.bmm.default", call -> product(call, "self", "mat2", false));
        rules.add("aten.mv.default", call -> product(call, "self", "vec", false));
        rules.add("aten.dot.default", call -> product(call, "self", "tensor", false));
        rules.add("aten.addmm.default", call -> product(call, "mat1", "mat2", false));
        rules.add("aten.baddbmm.default", call -> product(call, "batch1", "batch2", false));
    }

    /** {@code [..., n, k] x [..., k, m]}; vectors count as one row or one column that is dropped again. */
    private static Value product(Call call, String leftName, String rightName, boolean rightTransposed) {
        List<SymExpr> left = call.shape(leftName).dims();
        List<SymExpr> right = call.shape(rightName).dims();
        if (rightTransposed && right.size() == 2) {
            right = right.reversed();
        }
        List<SymExpr> leftBatch = left.subList(0, Math.max(0, left.size() - 2));
        List<SymExpr> rightBatch = right.subList(0, Math.max(0, right.size() - 2));
        List<SymExpr> dims = new ArrayList<>(Dims.broadcast(Shape.of(leftBatch), Shape.of(rightBatch)).dims());
        if (left.size() > 1) {
            dims.add(left.get(left.size() - 2));
        }
        if (right.size() > 1) {
            dims.add(right.getLast());
        }
        return ElementwiseRules.tensor(call.dtype(leftName), Shape.of(dims));
    }
}
