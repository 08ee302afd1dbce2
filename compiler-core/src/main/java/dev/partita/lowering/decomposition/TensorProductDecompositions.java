package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;

/** Products of vectors and of tensors: outer, cross and Kronecker products, sums over any axes. */
final class TensorProductDecompositions {

    private TensorProductDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.outer.default", (call, tracer) -> tracer.call("aten.mul.Tensor",
                tracer.call("aten.reshape.default", call.arg("self"),
                        Arg.list(List.of(tracer.size(call.arg("self"), 0), Arg.of(1)))), call.arg("vec2")));
        table.decompose("aten.addr.default", TensorProductDecompositions::outerSum);
        table.decompose("aten.kron.default", TensorProductDecompositions::kronecker);
        table.composite("aten.cross.default", TensorProductDecompositions::cross);
        table.composite("aten.linalg_vecdot.default", TensorProductDecompositions::dot);
        table.composite("aten.tensordot.default", TensorProductDecompositions::tensorProduct);
    }

    /** {@code beta * self + alpha * outer(vec1, vec2)}. */
    private static Arg outerSum(Call call, Tracer tracer) {
        if (call.dtype("self") == DType.BOOL || call.number("beta") == 0) {
            throw new IllegalArgumentException("addr of truth values or without its first operand");
        }
        Arg spread = tracer.call("aten.expand.default", call.arg("self"),
                Arg.list(List.of(tracer.size(call.arg("vec1"), 0), tracer.size(call.arg("vec2"), 0))));
        Arg first = tracer.call("aten.mul.Tensor", spread, call.arg("beta"));
        Arg product = tracer.call("aten.outer.default", call.arg("vec1"), call.arg("vec2"));
        return tracer.call("aten.add.Tensor", first, tracer.call("aten.mul.Tensor", product, call.arg("alpha")));
    }

    /** Multiplies with axes of extent 1 interleaved, then joins each pair of axes. */
    private static Arg kronecker(Call call, Tracer tracer) {
        List<SymExpr> left = call.shape("self").dims();
        List<SymExpr> right = call.shape("other").dims();
        int rank = Math.max(left.size(), right.size());
        List<Arg> first = new ArrayList<>();
        List<Arg> second = new ArrayList<>();
        List<Arg> joined = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            SymExpr a = i < rank - left.size() ? Dims.ONE : left.get(i - rank + left.size());
            SymExpr b = i < rank - right.size() ? Dims.ONE : right.get(i - rank + right.size());
            first.addAll(List.of(new Arg.Sym(a), Arg.of(1)));
            second.addAll(List.of(Arg.of(1), new Arg.Sym(b)));
            joined.add(new Arg.Sym(Dims.multiply(a, b)));
        }
        Arg a = tracer.call("aten.reshape.default", call.arg("self"), Arg.list(first));
        Arg b = tracer.call("aten.reshape.default", call.arg("other"), Arg.list(second));
        return tracer.call("aten.view.default", tracer.call("aten.mul.Tensor", a, b), Arg.list(joined));
    }

    /** Along the first axis of extent 3 unless another one is named. */
    private static Arg cross(Call call, Tracer tracer) {
        long dim = call.has("dim") ? call.integer("dim") : call.shape("self").dims().indexOf(SymExpr.of(3));
        return tracer.call("aten.linalg_cross.default", call.arg("self"), call.arg("other"), Arg.of(dim));
    }

    private static Arg dot(Call call, Tracer tracer) {
        if (call.dtype("x").isComplex()) {
            throw new IllegalArgumentException("a dot product of conjugates");
        }
        return call.shape("x").rank() == 1 && call.shape("y").rank() == 1
                ? tracer.call("aten.vdot.default", call.arg("x"), call.arg("y"))
                : tracer.call("aten.sum.dim_IntList",
                        tracer.call("aten.mul.Tensor", call.arg("x"), call.arg("y")), call.arg("dim"));
    }

    /** Moves the summed axes together and multiplies matrices. */
    private static Arg tensorProduct(Call call, Tracer tracer) {
        Shape left = call.shape("self");
        Shape right = call.shape("other");
        List<Integer> leftSummed = axes(call.integers("dims_self"), left.rank());
        List<Integer> rightSummed = axes(call.integers("dims_other"), right.rank());
        List<Integer> leftFree = others(leftSummed, left.rank());
        List<Integer> rightFree = others(rightSummed, right.rank());
        SymExpr summed = extent(left, leftSummed, tracer);
        SymExpr rows = extent(left, leftFree, tracer);
        SymExpr columns = extent(right, rightFree, tracer);
        Arg leftOrder = order(leftFree, call.items("dims_self"), true);
        Arg rightOrder = order(rightFree, call.items("dims_other"), false);
        if (leftFree.isEmpty() && rightFree.isEmpty()) {
            Arg row = vector(call.arg("self"), leftOrder, summed, tracer);
            Arg column = vector(call.arg("other"), rightOrder, summed, tracer);
            return tracer.call("aten.reshape.default", tracer.call("aten.dot.default", row, column), Arg.list(List.of()));
        }
        Arg a = matrix(call.arg("self"), leftOrder, rows, summed, tracer);
        Arg b = matrix(call.arg("other"), rightOrder, summed, columns, tracer);
        List<Arg> extents = new ArrayList<>();
        leftFree.forEach(axis -> extents.add(new Arg.Sym(left.dims().get(axis))));
        rightFree.forEach(axis -> extents.add(new Arg.Sym(right.dims().get(axis))));
        return tracer.call("aten.reshape.default", tracer.call("aten.mm.default", a, b), Arg.list(extents));
    }

    /** The free axes and the summed ones, these as the program counts them. */
    private static Arg order(List<Integer> free, List<Arg> summed, boolean freeFirst) {
        List<Arg> order = new ArrayList<>(summed);
        order.addAll(freeFirst ? 0 : order.size(), free.stream().map(axis -> Arg.of((long) axis)).toList());
        return Arg.list(order);
    }

    private static Arg vector(Arg tensor, Arg order, SymExpr extent, Tracer tracer) {
        Arg permuted = tracer.call("aten.permute.default", tensor, order);
        return tracer.shape(permuted).rank() == 1 ? permuted
                : tracer.call("aten.reshape.default", permuted, Arg.list(List.of(new Arg.Sym(extent))));
    }

    private static Arg matrix(Arg tensor, Arg order, SymExpr rows, SymExpr columns, Tracer tracer) {
        return tracer.call("aten.reshape.default", tracer.call("aten.permute.default", tensor, order),
                Arg.list(List.of(new Arg.Sym(rows), new Arg.Sym(columns))));
    }

    private static List<Integer> axes(long[] axes, int rank) {
        List<Integer> normal = new ArrayList<>();
        for (long axis : axes) {
            normal.add(Dims.axis(axis, rank));
        }
        return normal;
    }

    private static List<Integer> others(List<Integer> axes, int rank) {
        List<Integer> others = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!axes.contains(axis)) {
                others.add(axis);
            }
        }
        return others;
    }

    private static SymExpr extent(Shape shape, List<Integer> axes, Tracer tracer) {
        return tracer.symbols().product(axes.stream().map(axis -> shape.dims().get(axis)).toList());
    }
}
