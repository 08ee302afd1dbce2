package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Linear algebra: names for a kernel of torch that also tells how it went, products of several matrices. */
final class MatrixDecompositions {

    private MatrixDecompositions() {}

    static void register(DecompositionTable table) {
        for (String op : List.of("linalg_inv", "inverse")) {
            table.composite("aten." + op + ".default", MatrixDecompositions::inverse);
        }
        for (String op : List.of("linalg_det", "det")) {
            table.composite("aten." + op + ".default", MatrixDecompositions::determinant);
        }
        table.composite("aten.linalg_cholesky.default", (call, tracer) -> first(tracer.keep(
                bound("aten.linalg_cholesky_ex.default", List.of(call.arg("self")), Map.of("upper", call.arg("upper"))),
                withStatus(call.spec("self")))));
        table.composite("aten.matrix_exp.default", (call, tracer) ->
                tracer.keep(call.as("aten.linalg_matrix_exp.default"), Value.of(call.spec("self"))));
        table.composite("aten.pdist.default", (call, tracer) -> tracer.keep(bound("aten._pdist_forward.default", List.of(
                tracer.call("aten.contiguous.default", call.arg("self")), call.arg("p")), Map.of()), tracer.known()));
        table.composite("aten.linalg_diagonal.default", (call, tracer) -> tracer.call("aten.diagonal.default",
                call.arg("A"), call.arg("offset"), call.arg("dim1"), call.arg("dim2")));
        table.composite("aten.bilinear.default", MatrixDecompositions::bilinear);
        table.composite("aten.unsafe_chunk.default", (call, tracer) -> {
            SymExpr extent = call.shape("self").dims().get(Dims.axis(call.integer("dim"), call.shape("self").rank()));
            return SelectionDecompositions.pieces(call, extent, "aten.unsafe_split.Tensor", tracer);
        });
    }

    private static Arg inverse(Call call, Tracer tracer) {
        return first(inverseWithStatus(call.values().getFirst(), tracer));
    }

    /** The inverse, and a number other than 0 where there is none. */
    static Arg inverseWithStatus(Arg matrix, Tracer tracer) {
        return tracer.keep(bound("aten.linalg_inv_ex.default", List.of(matrix), Map.of()), withStatus(tracer.spec(matrix)));
    }

    /** The determinant beside the factors that it was computed from. */
    private static Arg determinant(Call call, Tracer tracer) {
        Arg matrix = call.values().getFirst();
        TensorSpec spec = tracer.spec(matrix);
        List<SymExpr> dims = spec.shape().dims();
        Shape batch = Shape.of(dims.subList(0, dims.size() - 2));
        Value pivots = Value.of(new TensorSpec(DType.INT32, Shape.of(dims.subList(0, dims.size() - 1))));
        return first(tracer.keep(bound("aten._linalg_det.default", List.of(matrix), Map.of()), new Value.Tuple(List.of(
                Value.of(new TensorSpec(spec.dtype(), batch)), Value.of(spec), pivots))));
    }

    private static Value withStatus(TensorSpec matrix) {
        List<SymExpr> dims = matrix.shape().dims();
        return new Value.Tuple(List.of(Value.of(matrix),
                Value.of(new TensorSpec(DType.INT32, Shape.of(dims.subList(0, dims.size() - 2))))));
    }

    /** {@code x1 W x2 + b} with all leading axes joined into one. */
    private static Arg bilinear(Call call, Tracer tracer) {
        List<SymExpr> left = call.shape("input1").dims();
        List<SymExpr> right = call.shape("input2").dims();
        Arg first = tracer.call("aten.reshape.default", call.arg("input1"),
                Arg.list(List.of(Arg.of(-1), new Arg.Sym(left.getLast()))));
        Arg second = tracer.call("aten.reshape.default", call.arg("input2"),
                Arg.list(List.of(Arg.of(-1), new Arg.Sym(right.getLast()))));
        SymExpr results = call.shape("weight").dims().getFirst();
        Value joined = Value.of(new TensorSpec(call.dtype("input1"),
                Shape.of(List.of(Dims.product(left.subList(0, left.size() - 1)), results))));
        Arg product = tracer.keep(bound("aten._trilinear.default", List.of(first, call.arg("weight"), second,
                Arg.ints(1, 3), Arg.ints(0), Arg.ints(1, 2), Arg.ints(2, 3)), Map.of()), joined);
        List<Arg> extents = new ArrayList<>();
        left.subList(0, left.size() - 1).forEach(dim -> extents.add(new Arg.Sym(dim)));
        extents.add(new Arg.Sym(results));
        Arg output = tracer.call("aten.reshape.default", product, Arg.list(extents));
        return call.has("bias") ? tracer.call("aten.add.Tensor", output, call.arg("bias")) : output;
    }

    private static Call bound(String op, List<Arg> args, Map<String, Arg> kwargs) {
        return Call.bind(OpSchemas.standard().find(OpName.of(op)).orElseThrow(), args, kwargs);
    }

    private static Arg first(Arg results) {
        return Tracer.item(results, 0);
    }
}
