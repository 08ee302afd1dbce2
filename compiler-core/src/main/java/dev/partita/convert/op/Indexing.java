package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.ir.Node;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Python's advanced indexing. One index: Gather along its axis. Several: Gather(ND) on the tensor with the indexed axes
 * in front. Masks: the places where they are true, found by NonZero. Also {@code nonzero} itself.
 */
public final class Indexing {

    private Indexing() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.index.Tensor", Indexing::index).sizedByData(Indexing::hasMask),
                row("aten.nonzero.default", Indexing::nonzero).sizedByData(node -> true));
    }

    private static boolean hasMask(Node node) {
        return node.inputs().stream().skip(1).anyMatch(
                input -> input.value().tensor().filter(spec -> spec.dtype() == DType.BOOL).isPresent());
    }

    private static Converted index(OpCall call) {
        NetworkTensor x = call.tensor(0);
        IndexTuple tuple = IndexTuple.of(call, 1);
        if (tuple.axes().isEmpty()) {
            return Converted.of(x);
        }
        if (tuple.axes().size() == 1) {
            return Converted.of(call.layers().gather(x, tuple.indices().getFirst(), tuple.axes().getFirst()));
        }
        NetworkTensor front = call.layers().permute(x, tuple.indexedFirst(x.rank()));
        NetworkTensor stacked = tuple.stacked(call);
        NetworkTensor picked = call.layers().add(new Layer.Gather(front, stacked, GatherMode.ND, 0, 0));
        return Converted.of(call.layers().permute(picked, resultOrder(tuple, stacked.rank() - 1, picked.rank())));
    }

    /** Axes of neighbouring indices stand where the first of them stood; otherwise they come first. */
    static List<Integer> resultOrder(IndexTuple tuple, int indexRank, int rank) {
        List<Integer> picked = IntStream.range(0, indexRank).boxed().toList();
        List<Integer> order = new ArrayList<>(IntStream.range(indexRank, rank).boxed().toList());
        order.addAll(tuple.areNeighbours() ? tuple.axes().getFirst() : 0, picked);
        return order;
    }

    /** TensorRT lists places as columns, torch as rows. */
    private static Converted nonzero(OpCall call) {
        NetworkTensor places = call.layers().add(new Layer.NonZero(call.tensor(0, DType.BOOL)));
        return Converted.of(call.layers().cast(call.layers().permute(places, List.of(1, 0)), DType.INT64));
    }
}
