package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names for torch's factorization kernels: singular values, eigenvalues, systems of equations. */
final class FactorizationDecompositions {

    private FactorizationDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.linalg_svd.default", (call, tracer) ->
                singular(call.arg("A"), call.flag("full_matrices"), call.arg("driver"), tracer));
        table.composite("aten.linalg_svdvals.default", (call, tracer) ->
                Tracer.item(singular(call.arg("A"), false, call.arg("driver"), tracer), 1));
        table.composite("aten.svd.default", FactorizationDecompositions::singularOldStyle);
        table.composite("aten.linalg_eigh.default", (call, tracer) ->
                symmetric(call.values().getFirst(), call.arg("UPLO"), tracer));
        table.composite("aten.linalg_eigvalsh.default", (call, tracer) ->
                Tracer.item(symmetric(call.values().getFirst(), call.arg("UPLO"), tracer), 0));
        table.composite("aten.linalg_eigvals.default", (call, tracer) -> {
            TensorSpec matrix = call.spec("self");
            DType complex = TypePromotion.toComplex(matrix.dtype());
            return Tracer.item(kernel("aten.linalg_eig.default", List.of(call.arg("self")), Map.of(), tracer,
                    spec(complex, upTo(matrix, 1)), spec(complex, matrix.shape())), 0);
        });
        table.composite("aten.linalg_solve.default", FactorizationDecompositions::solution);
        table.composite("aten.linalg_tensorsolve.default", FactorizationDecompositions::tensorSolution);
        table.composite("aten.lu_solve.default", (call, tracer) -> tracer.keep(bound("aten.linalg_lu_solve.default",
                List.of(call.arg("LU_data"), call.arg("LU_pivots"), call.arg("self")), Map.of()), tracer.known()));
        table.composite("aten.linalg_lu_factor.default", FactorizationDecompositions::triangular);
        for (String op : List.of("linalg_slogdet", "slogdet")) {
            table.composite("aten." + op + ".default", (call, tracer) -> {
                Arg results = determinantLogarithm(call.values().getFirst(), tracer);
                return Arg.list(List.of(Tracer.item(results, 0), Tracer.item(results, 1)));
            });
        }
        table.composite("aten.logdet.default", FactorizationDecompositions::determinantLogarithm);
        table.composite("aten.pinverse.default", (call, tracer) -> {
            Map<String, Arg> tolerances = Map.of(
                    "atol", MatrixRankDecompositions.tolerance(0, tracer),
                    "rtol", MatrixRankDecompositions.tolerance(call.number("rcond"), tracer));
            return tracer.keep(bound("aten.linalg_pinv.atol_rtol_tensor", List.of(call.arg("self")), tolerances),
                    tracer.known());
        });
    }

    /** {@code U}, the singular values, {@code V^H}. */
    static Arg singular(Arg matrix, boolean full, Arg driver, Tracer tracer) {
        TensorSpec spec = tracer.spec(matrix);
        SymExpr rows = spec.shape().dim(spec.rank() - 2);
        SymExpr columns = spec.shape().dim(spec.rank() - 1);
        long shorter = Math.min(known(rows), known(columns));
        Shape left = extended(upTo(spec, 2), rows, full ? rows : SymExpr.of(shorter));
        Shape right = extended(upTo(spec, 2), full ? columns : SymExpr.of(shorter), columns);
        return kernel("aten._linalg_svd.default", List.of(matrix, Arg.of(full)), Map.of("driver", driver), tracer,
                spec(spec.dtype(), left),
                spec(TypePromotion.toReal(spec.dtype()), extended(upTo(spec, 2), SymExpr.of(shorter))),
                spec(spec.dtype(), right));
    }

    private static long known(SymExpr extent) {
        return extent.constantValue().orElseThrow(() ->
                new IllegalArgumentException("singular values of a matrix of unknown size"));
    }

    private static Arg singularOldStyle(Call call, Tracer tracer) {
        if (!call.flag("compute_uv") || call.dtype("self").isComplex()) {
            throw new IllegalArgumentException("singular values alone, or of complex numbers");
        }
        Arg results = singular(call.arg("self"), !call.flag("some"), Arg.NONE, tracer);
        Arg right = tracer.call("aten.transpose.int", Tracer.item(results, 2), Arg.of(-2), Arg.of(-1));
        return Arg.list(List.of(Tracer.item(results, 0), Tracer.item(results, 1), right));
    }

    /** Eigenvalues and eigenvectors of a symmetric matrix. */
    static Arg symmetric(Arg matrix, Arg half, Tracer tracer) {
        TensorSpec spec = tracer.spec(matrix);
        return kernel("aten._linalg_eigh.default", List.of(matrix, half), Map.of(), tracer,
                spec(TypePromotion.toReal(spec.dtype()), upTo(spec, 1)), spec);
    }

    private static Arg solution(Call call, Tracer tracer) {
        return solution(call.arg("A"), call.arg("B"), call.arg("left"), tracer);
    }

    private static Arg solution(Arg matrix, Arg right, Arg left, Tracer tracer) {
        TensorSpec spec = tracer.spec(matrix);
        if (spec.rank() > 2 && !upTo(spec, 2).equals(upTo(tracer.spec(right), 2))) {
            throw new IllegalArgumentException("equations with batches that are spread");
        }
        return Tracer.item(kernel("aten._linalg_solve_ex.default", List.of(matrix, right), Map.of("left", left), tracer,
                tracer.spec(right), spec, spec(DType.INT32, upTo(spec, 1)), spec(DType.INT32, upTo(spec, 2))), 0);
    }

    /** The axes of the right side become one, those of the unknowns too. */
    private static Arg tensorSolution(Call call, Tracer tracer) {
        if (call.has("dims")) {
            throw new IllegalArgumentException("a tensor equation with moved axes");
        }
        int rank = call.shape("other").rank();
        List<SymExpr> unknowns = call.shape("self").dims().subList(rank, call.shape("self").rank());
        long count = Dims.product(call.shape("other").dims()).constantValue().orElseThrow();
        Arg matrix = tracer.call("aten.reshape.default", call.arg("self"), Arg.ints(count, count));
        Arg right = tracer.call("aten.reshape.default", call.arg("other"), Arg.ints(count));
        return tracer.call("aten.reshape.default", solution(matrix, right, Arg.of(true), tracer),
                Arg.sizes(unknowns));
    }

    private static Arg triangular(Call call, Tracer tracer) {
        TensorSpec spec = call.spec("A");
        long shorter = Math.min(known(spec.shape().dim(spec.rank() - 2)), known(spec.shape().dim(spec.rank() - 1)));
        Arg results = kernel("aten.linalg_lu_factor_ex.default", List.of(call.arg("A")),
                Map.of("pivot", call.arg("pivot")), tracer, spec,
                spec(DType.INT32, extended(upTo(spec, 2), SymExpr.of(shorter))), spec(DType.INT32, upTo(spec, 2)));
        return Arg.list(List.of(Tracer.item(results, 0), Tracer.item(results, 1)));
    }

    /** Sign and logarithm of the determinant, and the factors that they were computed from. */
    private static Arg determinantLogarithm(Arg matrix, Tracer tracer) {
        TensorSpec spec = tracer.spec(matrix);
        return kernel("aten._linalg_slogdet.default", List.of(matrix), Map.of(), tracer,
                spec(spec.dtype(), upTo(spec, 2)), spec(TypePromotion.toReal(spec.dtype()), upTo(spec, 2)),
                spec, spec(DType.INT32, upTo(spec, 1)));
    }

    /** A negative determinant has no logarithm. */
    private static Arg determinantLogarithm(Call call, Tracer tracer) {
        if (call.dtype("self").isComplex()) {
            throw new IllegalArgumentException("a logarithm of a complex determinant");
        }
        Arg results = determinantLogarithm(call.arg("self"), tracer);
        Arg negative = tracer.call("aten.eq.Scalar", Tracer.item(results, 0), Arg.of(-1.0));
        return tracer.call("aten.where.ScalarSelf", negative, Arg.of(Double.NaN), Tracer.item(results, 1));
    }

    /** Calls an operator of several results whose types are given. */
    private static Arg kernel(String op, List<Arg> args, Map<String, Arg> kwargs, Tracer tracer, TensorSpec... results) {
        List<Value> values = new ArrayList<>();
        for (TensorSpec result : results) {
            values.add(Value.of(result));
        }
        return tracer.keep(bound(op, args, kwargs), new Value.Tuple(values));
    }

    private static Call bound(String op, List<Arg> args, Map<String, Arg> kwargs) {
        return Call.bind(OpSchemas.standard().find(OpName.of(op)).orElseThrow(), args, kwargs);
    }

    private static TensorSpec spec(DType dtype, Shape shape) {
        return new TensorSpec(dtype, shape);
    }

    /** All extents but the last {@code dropped}. */
    private static Shape upTo(TensorSpec matrix, int dropped) {
        return Shape.of(matrix.shape().dims().subList(0, Math.max(0, matrix.rank() - dropped)));
    }

    private static Shape extended(Shape batch, SymExpr... extents) {
        List<SymExpr> dims = new ArrayList<>(batch.dims());
        dims.addAll(List.of(extents));
        return Shape.of(dims);
    }
}
