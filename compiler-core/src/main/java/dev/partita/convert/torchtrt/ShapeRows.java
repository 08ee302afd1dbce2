package dev.partita.convert.torchtrt;

import dev.partita.convert.DynamicShapes;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ops that rearrange, cut, join, copy or cast without computing. */
final class ShapeRows {

    /** TensorRT's own limit. */
    private static final int LARGEST_RANK = 8;

    private static final Set<DType> CASTABLE = Set.of(
            DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.INT32, DType.INT64, DType.INT8, DType.BOOL);

    private static final Requirement EQUAL_RANKS =
            Requirement.that("tensors of equal rank; one here is an empty list", ShapeRows::joinsNoEmptyList);

    private static final Requirement CONSTANT_SPLIT = Requirement.that(
            "sizes to split by that are known before running",
            node -> !(node.arg(1).orElse(Arg.NONE) instanceof Arg.Ref(Node sizes) && DynamicShapes.isDynamic(sizes.value())));

    private static final Requirement RANK_OF_RESULT = Requirement.that(
            "a result of at most " + LARGEST_RANK + " axes", node -> repeatedRank(node) <= LARGEST_RANK);

    private static final Requirement NO_EMPTY_SIZE = Requirement.that(
            "a size without a zero",
            node -> !(node.arg(1).orElse(Arg.NONE) instanceof Arg.ListOf(var sizes) && sizes.contains(Arg.of(0L))));

    private static final Requirement NON_EMPTY_DIAGONAL =
            Requirement.that("a diagonal that is not empty", node -> !hasEmptyDiagonal(node));

    private static final Requirement TYPE_TO_CAST_TO = Requirement.that(
            "a target type among float32, float16, bfloat16, int64, int32, int8 and bool",
            node -> node.kwargs().get("dtype") instanceof Arg.Dtype(DType dtype) && CASTABLE.contains(dtype));

    private static final Requirement NOT_ALONE = Requirement.that(
            "something else to do than to copy an input to the output", node -> !Users.isOnlyOpOnAnInput(node));

    private static final Requirement ALONE =
            Requirement.that("an input that goes straight to the output", Users::isOnlyOpOnAnInput);

    private static final Requirement ONLY_NEW_AXES =
            Requirement.that("a broadcast that only adds axes of length 1", ShapeRows::onlyAddsAxes);

    private ShapeRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_symsize_int", "aten.sym_size.int"),
                Row.of("aten_ops_sym_numel", "aten.sym_numel.default"),
                Row.of("aten_ops_reshape", "aten.reshape.default aten._reshape_copy.default aten.view.default"),
                Row.of("aten_ops_permute", "aten.permute.default"),
                Row.of("aten_ops_squeeze", "aten.squeeze.dim aten.squeeze.dims"),
                Row.of("aten_ops_unsqueeze", "aten.unsqueeze.default"),
                Row.of("aten_ops_expand", "aten.expand.default"),
                Row.of("prim_ops_broadcast_in_dim", "prims.broadcast_in_dim.default")
                        .needing(ONLY_NEW_AXES).fixedShapesOnly(),
                Row.of("aten_ops_cat", "aten.cat.default").needing(EQUAL_RANKS),
                Row.of("aten_ops_split", "aten.split.Tensor aten.split.sizes aten.split_with_sizes.default")
                        .needing(CONSTANT_SPLIT),
                Row.of("aten_ops_slice", "aten.slice.Tensor"),
                Row.of("aten_ops_tile", "aten.tile.default"),
                Row.of("aten_ops_repeat", "aten.repeat.default").needing(RANK_OF_RESULT),
                Row.of("aten_ops_flip", "aten.flip.default"),
                Row.of("aten_ops_roll", "aten.roll.default"),
                Row.of("aten_ops_as_strided", "aten.as_strided.default").needing(NO_EMPTY_SIZE).fixedShapesOnly(),
                Row.of("aten_ops_diagonal", "aten.diagonal.default").needing(NON_EMPTY_DIAGONAL).fixedShapesOnly(),
                Row.of("aten_ops_resize", "aten.resize_.default").fixedShapesOnly(),
                Row.of("aten_ops_pixel_shuffle", "aten.pixel_shuffle.default"),
                Row.of("aten_ops_pixel_unshuffle", "aten.pixel_unshuffle.default"),
                Row.of("aten_ops_constant_pad", "aten.constant_pad_nd.default"),
                Row.of("aten_ops_reflection_pad",
                        "aten.reflection_pad1d.default aten.reflection_pad2d.default aten.reflection_pad3d.default"),
                Row.of("aten_ops_replication_pad",
                        "aten.replication_pad1d.default aten.replication_pad2d.default aten.replication_pad3d.default"),
                Row.of("aten_ops_circular_pad", "aten._pad_circular.default"),
                Row.of("aten_ops_pad", "aten.pad.default"),
                // Each copy has two converters; the second takes what the first must leave.
                Row.of("aten_ops_clone_copy_dtype", "aten.clone.default").needing(NOT_ALONE),
                Row.of("aten_ops_clone_copy_dtype", "aten._to_copy.default").needing(TYPE_TO_CAST_TO).needing(NOT_ALONE),
                Row.of("aten_ops_clone_copy_placeholder", "aten.clone.default").needing(ALONE).fixedShapesOnly(),
                Row.of("aten_ops_clone_copy_placeholder", "aten._to_copy.default")
                        .needing(TYPE_TO_CAST_TO).needing(ALONE).fixedShapesOnly(),
                Row.of("aten_ops_copy", "aten.copy.default"),
                Row.of("generic_evaluator", "_operator.getitem aten.detach.default"));
    }

    private static boolean joinsNoEmptyList(Node node) {
        if (!(node.arg(0, "tensors").orElse(Arg.NONE) instanceof Arg.ListOf(List<Arg> tensors))) {
            return true;
        }
        List<Shape> shapes = tensors.stream().flatMap(tensor -> shape(tensor).stream()).toList();
        boolean equalRanks = shapes.stream().mapToInt(Shape::rank).distinct().count() <= 1;
        return equalRanks || shapes.size() < tensors.size()
                || shapes.stream().noneMatch(shape -> shape.equals(Shape.of(0)));
    }

    private static int repeatedRank(Node node) {
        int given = node.arg(1).orElse(Arg.NONE) instanceof Arg.ListOf(var repeats) ? repeats.size() : 0;
        return Math.max(given, node.input(0).value().tensor().map(TensorSpec::rank).orElse(0));
    }

    /** A diagonal of an axis with symbolic length is taken to have elements. */
    private static boolean hasEmptyDiagonal(Node node) {
        Optional<Shape> shape = shape(Arg.of(node.input(0)));
        if (shape.isEmpty()) {
            return true;
        }
        long offset = number(node, 1, 0);
        SymExpr rows = shape.get().dim((int) number(node, 2, 0));
        SymExpr columns = shape.get().dim((int) number(node, 3, 1));
        if (!rows.isConstant() || !columns.isConstant()) {
            return false;
        }
        long height = rows.constantValue().orElseThrow();
        long width = columns.constantValue().orElseThrow();
        return Math.min(offset >= 0 ? height : height + offset, offset >= 0 ? width - offset : width) <= 0;
    }

    private static boolean onlyAddsAxes(Node node) {
        if (!(node.arg(1).orElse(Arg.NONE) instanceof Arg.ListOf(var shape))
                || !(node.arg(2).orElse(Arg.NONE) instanceof Arg.ListOf(var kept))) {
            return false;
        }
        for (int axis = 0; axis < shape.size(); axis++) {
            if (!kept.contains(Arg.of((long) axis)) && !shape.get(axis).equals(Arg.of(1L))) {
                return false;
            }
        }
        return true;
    }

    private static long number(Node node, int index, long otherwise) {
        return node.arg(index).orElse(Arg.NONE) instanceof Arg.Int(long value) ? value : otherwise;
    }

    private static Optional<Shape> shape(Arg arg) {
        return arg instanceof Arg.Ref(Node node) ? node.value().tensor().map(TensorSpec::shape) : Optional.empty();
    }
}
