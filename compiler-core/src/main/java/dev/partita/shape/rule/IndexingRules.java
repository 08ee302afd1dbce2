package dev.partita.shape.rule;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that pick, join, repeat and write elements by position. */
final class IndexingRules {

    private IndexingRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten.cat.default", IndexingRules::joined);
        rules.add("aten.embedding.default", IndexingRules::embedded);
        rules.add("aten.gather.default", call -> ElementwiseRules.tensor(call.dtype("self"), call.shape("index")));
        rules.add("aten.index_select.default", IndexingRules::selected);
        rules.add("aten.index.Tensor", IndexingRules::indexed);
        rules.add("aten.sort.default", call -> new Value.Tuple(List.of(
                Value.of(call.spec("self")), ElementwiseRules.tensor(DType.INT64, call.shape("self")))));
        rules.add("aten.repeat.default", IndexingRules::repeated);
        rules.add("aten.constant_pad_nd.default", IndexingRules::padded);
        for (int rank = 1; rank <= 3; rank++) {
            rules.add("aten.reflection_pad" + rank + "d.default", IndexingRules::bordered);
            rules.add("aten.replication_pad" + rank + "d.default", IndexingRules::bordered);
        }
        rules.add("aten._embedding_bag_forward_only.default", IndexingRules::bagged);
        for (String op : List.of("slice_scatter.default", "select_scatter.default", "scatter.src", "scatter.value",
                "scatter_add.default", "scatter_reduce.two", "index_put.default", "index_copy.default",
                "index_add.default", "diagonal_scatter.default", "as_strided_scatter.default", "roll.default",
                "flip.default", "masked_fill.Scalar", "masked_fill.Tensor", "fill.Scalar", "fill.Tensor",
                "masked_scatter.default", "index_reduce.default")) {
            rules.add("aten." + op, call -> Value.of(call.spec("self")));
        }
    }

    /** Tensors of rank 1 and extent 0 are skipped, as torch does for old code. */
    private static Value joined(Call call) {
        List<TensorSpec> specs = new ArrayList<>();
        for (Arg item : call.items("tensors")) {
            specs.add(Call.specOf(item).orElseThrow());
        }
        DType dtype = TypePromotion.resultType(call.items("tensors"));
        List<TensorSpec> counted = specs.stream()
                .filter(spec -> spec.rank() != 1 || !Dims.isZero(spec.shape().dim(0))).toList();
        if (counted.isEmpty()) {
            return ElementwiseRules.tensor(dtype, specs.getFirst().shape());
        }
        List<SymExpr> dims = new ArrayList<>(counted.getFirst().shape().dims());
        int axis = Dims.axis(call.integer("dim"), dims.size());
        SymExpr total = Dims.ZERO;
        for (TensorSpec spec : counted) {
            total = Dims.add(total, spec.shape().dims().get(axis));
        }
        dims.set(axis, total);
        return ElementwiseRules.tensor(dtype, Shape.of(dims));
    }

    private static Value embedded(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("indices").dims());
        dims.addAll(call.shape("weight").dims().subList(1, call.shape("weight").rank()));
        return ElementwiseRules.tensor(call.dtype("weight"), Shape.of(dims));
    }

    private static Value selected(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        if (!dims.isEmpty()) {
            Shape index = call.shape("index");
            dims.set(Dims.axis(call.integer("dim"), dims.size()), index.rank() == 0 ? Dims.ONE : index.dim(0));
        }
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }

    /**
     * Index tensors broadcast to one block of axes, which stands where the first indexed axis was, or in front when
     * the indexed axes are not neighbours.
     */
    private static Value indexed(Call call) {
        List<SymExpr> dims = call.shape("self").dims();
        List<SymExpr> before = new ArrayList<>();
        List<SymExpr> after = new ArrayList<>();
        Optional<Shape> block = Optional.empty();
        boolean neighbours = true;
        boolean ended = false;
        List<Arg> indices = call.items("indices");
        for (int axis = 0; axis < dims.size(); axis++) {
            Optional<TensorSpec> index = axis < indices.size() ? Call.specOf(indices.get(axis)) : Optional.empty();
            if (index.isEmpty()) {
                (block.isEmpty() ? before : after).add(dims.get(axis));
                ended |= block.isPresent();
            } else {
                if (index.get().dtype() == DType.BOOL) {
                    throw new IllegalArgumentException("the extent of a selection by truth values depends on data");
                }
                neighbours &= !ended;
                Shape shape = index.get().shape();
                block = Optional.of(block.map(known -> Dims.broadcast(known, shape)).orElse(shape));
            }
        }
        List<SymExpr> result = new ArrayList<>();
        if (neighbours) {
            result.addAll(before);
        }
        block.ifPresent(shape -> result.addAll(shape.dims()));
        if (!neighbours) {
            result.addAll(before);
        }
        result.addAll(after);
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(result));
    }

    private static Value repeated(Call call) {
        List<SymExpr> input = call.shape("self").dims();
        List<SymExpr> repeats = call.dims("repeats");
        List<SymExpr> dims = new ArrayList<>();
        int added = repeats.size() - input.size();
        for (int i = 0; i < repeats.size(); i++) {
            dims.add(i < added ? repeats.get(i) : Dims.multiply(input.get(i - added), repeats.get(i)));
        }
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }

    /** One row per bag; torch leaves the auxiliary results nearly empty when nothing is trained. */
    private static Value bagged(Call call) {
        SymExpr bags = Dims.add(call.shape("offsets").dim(0), call.flag("include_last_offset") ? -1 : 0);
        Shape perBag = Shape.of(List.of(bags));
        DType index = call.dtype("indices");
        return new Value.Tuple(List.of(
                ElementwiseRules.tensor(call.dtype("weight"), Shape.of(List.of(bags, call.shape("weight").dim(1)))),
                ElementwiseRules.tensor(index, Shape.of(0L)),
                ElementwiseRules.tensor(index, perBag), ElementwiseRules.tensor(index, perBag)));
    }

    private static Value padded(Call call) {
        return padded(call, call.dims("pad"));
    }

    private static Value bordered(Call call) {
        return padded(call, call.dims("padding"));
    }

    /** Amounts start at the last axis: {@code [before, after, ...]}. */
    private static Value padded(Call call, List<SymExpr> amounts) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        for (int i = 0; i < amounts.size() / 2; i++) {
            int axis = dims.size() - 1 - i;
            dims.set(axis, Dims.add(Dims.add(dims.get(axis), amounts.get(2 * i)), amounts.get(2 * i + 1)));
        }
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }
}
