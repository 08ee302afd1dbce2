package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Products of several matrices, powers of one, and the matrix of a vector's powers. */
final class MatrixProductDecompositions {

    private MatrixProductDecompositions() {}

    static void register(DecompositionTable table) {
        for (String op : List.of("linalg_matrix_power", "matrix_power")) {
            table.composite("aten." + op + ".default", MatrixProductDecompositions::power);
        }
        table.composite("aten.linalg_multi_dot.default", MatrixProductDecompositions::product);
        table.composite("aten.linalg_vander.default", MatrixProductDecompositions::vandermonde);
    }

    /** By squaring; a negative power is one of the inverse. */
    private static Arg power(Call call, Tracer tracer) {
        long exponent = call.integer("n");
        Map<String, Arg> rowMajor = Map.of("memory_format", new Arg.MemoryFormat("contiguous_format"));
        Arg matrix = call.arg("self");
        if (exponent == 0) {
            Arg copy = tracer.call("aten.clone.default", rowMajor, matrix);
            Arg identity = tracer.call("aten.eye.default",
                    Map.of("dtype", Arg.of(call.dtype("self")), "device", tracer.device()),
                    tracer.size(matrix, call.shape("self").rank() - 1));
            return tracer.call("aten.copy.default", copy, identity);
        }
        if (exponent == 1) {
            return tracer.call("aten.clone.default", rowMajor, matrix);
        }
        Arg square = exponent < 0 ? tracer.call("aten.linalg_inv.default", matrix) : matrix;
        long left = Math.abs(exponent);
        if (left == 3) {
            return multiply(multiply(square, square, tracer), square, tracer);
        }
        Arg result = Arg.NONE;
        while (true) {
            if (left % 2 == 1) {
                result = result == Arg.NONE ? square : multiply(result, square, tracer);
            }
            left /= 2;
            if (left == 0) {
                return result;
            }
            square = multiply(square, square, tracer);
        }
    }

    private static Arg multiply(Arg left, Arg right, Tracer tracer) {
        return tracer.call("aten.matmul.default", left, right);
    }

    /** In the order that needs the fewest multiplications; vectors at the ends are matrices of one row or column. */
    private static Arg product(Call call, Tracer tracer) {
        List<Arg> factors = new ArrayList<>(call.items("tensors"));
        List<Arg> extents = new ArrayList<>();
        if (tracer.shape(factors.getFirst()).rank() == 1) {
            factors.set(0, tracer.call("aten.unsqueeze.default", factors.getFirst(), Arg.of(0)));
        } else {
            extents.add(tracer.size(factors.getFirst(), 0));
        }
        int last = factors.size() - 1;
        if (tracer.shape(factors.get(last)).rank() == 1) {
            factors.set(last, tracer.call("aten.unsqueeze.default", factors.get(last), Arg.of(-1)));
        } else {
            extents.add(tracer.size(factors.get(last), 1));
        }
        long[] sides = new long[factors.size() + 1];
        for (int i = 0; i < factors.size(); i++) {
            sides[i] = known(tracer.shape(factors.get(i)).dim(0));
        }
        sides[factors.size()] = known(tracer.shape(factors.get(last)).dim(1));
        Arg result = chain(factors, splits(sides), 0, last, tracer);
        return tracer.call("aten.view.default", result, Arg.list(extents));
    }

    private static long known(SymExpr extent) {
        return extent.constantValue().orElseThrow(() ->
                new IllegalArgumentException("a product of matrices of unknown size"));
    }

    /** By first and last factor, behind which factor to split. */
    private static int[][] splits(long[] sides) {
        int count = sides.length - 1;
        long[][] costs = new long[count][count];
        int[][] splits = new int[count][count];
        for (int length = 1; length < count; length++) {
            for (int first = 0; first + length < count; first++) {
                int last = first + length;
                costs[first][last] = Long.MAX_VALUE;
                for (int split = first; split < last; split++) {
                    long cost = costs[first][split] + costs[split + 1][last]
                            + sides[first] * sides[split + 1] * sides[last + 1];
                    // Of three factors torch compares two costs, and takes the left one first when they are equal.
                    if (cost < costs[first][last] || count == 3 && cost == costs[first][last]) {
                        costs[first][last] = cost;
                        splits[first][last] = split;
                    }
                }
            }
        }
        return splits;
    }

    private static Arg chain(List<Arg> factors, int[][] splits, int first, int last, Tracer tracer) {
        if (first == last) {
            return factors.get(first);
        }
        int split = splits[first][last];
        Arg right = chain(factors, splits, split + 1, last, tracer);
        return tracer.call("aten.mm.default", chain(factors, splits, first, split, tracer), right);
    }

    /** A column of ones, then the cumulative products of the value with itself. */
    private static Arg vandermonde(Call call, Tracer tracer) {
        Arg values = call.shape("x").rank() == 0
                ? tracer.call("aten.unsqueeze.default", call.arg("x"), Arg.of(-1)) : call.arg("x");
        List<SymExpr> dims = tracer.shape(values).dims();
        long columns = call.has("N") ? call.integer("N") : known(dims.getLast());
        List<Arg> extents = new ArrayList<>(dims.stream().map(Arg.Sym::new).toList());
        Arg raised = tracer.call("aten.unsqueeze.default", values, Arg.of(-1));
        extents.add(Arg.of(columns - 1));
        Arg powers = tracer.call("aten.cumprod.default",
                tracer.call("aten.expand.default", raised, Arg.list(extents)), Arg.of(-1));
        extents.set(extents.size() - 1, Arg.of(1));
        Arg ones = tracer.call("aten.full.default",
                Map.of("dtype", Arg.of(tracer.spec(powers).dtype()), "device", tracer.device()), Arg.list(extents), Arg.of(1));
        return tracer.call("aten.cat.default", Arg.list(List.of(ones, powers)), Arg.of(-1));
    }
}
