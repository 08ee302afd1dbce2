package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gathering and scattering by index. */
final class IndexingRows {

    private static final Set<DType> INDEX_TYPES = Set.of(DType.INT32, DType.INT64, DType.BOOL);

    private static final Requirement INDEX_TYPE = Requirement.that(
            "indices of type int32, int64 or bool", node -> indexTypes(node).allMatch(INDEX_TYPES::contains));

    private static final Requirement NO_MASK = Requirement.that("indices that are no masks", node -> !hasMask(node));

    private static final Requirement MASK = Requirement.that("a mask among the indices", IndexingRows::hasMask);

    private static final Requirement OVERWRITING = Requirement.that(
            "accumulate to be off; adding needs a plugin that only Torch-TensorRT's native library has",
            node -> !node.arg(3).filter(accumulate -> accumulate.equals(Arg.of(true))).isPresent());

    private IndexingRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_select", "aten.select.int"),
                Row.of("aten_ops_index_select", "aten.index_select.default"),
                Row.of("aten_ops_gather", "aten.gather.default").fixedShapesOnly(),
                // Numbers first: their result has a shape that is known; a mask's depends on its values.
                Row.of("aten_ops_index", "aten.index.Tensor").needing(INDEX_TYPE).needing(NO_MASK),
                Row.of("aten_ops_index_bool", "aten.index.Tensor").needing(INDEX_TYPE).needing(MASK).allocatingItsOutput(),
                Row.of("aten_ops_nonzero", "aten.nonzero.default").allocatingItsOutput(),
                Row.of("aten_ops_index_put", "aten.index_put.default").needing(INDEX_TYPE).needing(OVERWRITING),
                Row.of("aten_ops_index_copy_fallback", "aten.index_copy.default").fixedShapesOnly(),
                Row.of("aten_ops_scatter", "aten.scatter.src aten.scatter.value"),
                Row.of("aten_ops_slice_scatter", "aten.slice_scatter.default"));
    }

    private static boolean hasMask(Node node) {
        return indexTypes(node).anyMatch(dtype -> dtype == DType.BOOL);
    }

    /** Element types of the index tensors, left-out ones skipped. */
    private static Stream<DType> indexTypes(Node node) {
        return node.arg(1).orElse(Arg.NONE) instanceof Arg.ListOf(List<Arg> indices)
                ? indices.stream().flatMap(index -> index instanceof Arg.Ref(Node tensor)
                        ? tensor.value().tensor().stream().map(spec -> spec.dtype())
                        : Stream.empty())
                : Stream.empty();
    }
}
