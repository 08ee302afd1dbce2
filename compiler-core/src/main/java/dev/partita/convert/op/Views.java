package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.SampleMode;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Other views on the same elements: strided ones and diagonals pick places of the flattened tensor (Gather of constant
 * places); pixel shuffles are reshapes around a transpose.
 */
public final class Views {

    private static final ConversionCheck STATIC = (node, settings) -> {
        boolean known = Arguments.spec(node, 0).filter(spec -> spec.shape().isStatic()).isPresent()
                && node.value().tensor().filter(spec -> spec.shape().isStatic()).isPresent();
        return known ? Optional.empty() : Optional.of("all extents must be known");
    };

    private Views() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.as_strided.default", Views::asStrided).unless(STATIC),
                row("aten.diagonal.default", Views::diagonal).unless(STATIC),
                row("aten.resize_.default", Views::resize).unless(STATIC),
                row("aten.pixel_shuffle.default", Views::pixelShuffle),
                row("aten.pixel_unshuffle.default", Views::pixelUnshuffle));
    }

    private static Converted asStrided(OpCall call) {
        return Converted.of(picked(call, call.integers(2), call.integer(3, 0)));
    }

    /** Elements at {@code offset + sum(index * stride)} of the flattened tensor. */
    private static NetworkTensor picked(OpCall call, List<Long> strides, long offset) {
        List<Long> dims = call.spec().shape().dims().stream().map(dim -> dim.constantValue().orElseThrow()).toList();
        List<Long> places = new ArrayList<>(List.of(offset));
        for (int axis = 0; axis < dims.size(); axis++) {
            List<Long> next = new ArrayList<>();
            for (long place : places) {
                for (long i = 0; i < dims.get(axis); i++) {
                    next.add(place + i * strides.get(axis));
                }
            }
            places = next;
        }
        Layers layers = call.layers();
        NetworkTensor flat = layers.reshape(call.tensor(0), Extents.of(-1));
        return layers.gather(flat, layers.integers(places, dims, DType.INT64), 0);
    }

    /** The two axes become one, the last, that steps along both. */
    private static Converted diagonal(OpCall call) {
        NetworkTensor x = call.tensor(0);
        long shift = call.integer(1, 0);
        int first = call.axis(2, 0, x.rank());
        int second = call.axis(3, 1, x.rank());
        long[] dense = new long[x.rank()];
        long stride = 1;
        for (int axis = x.rank() - 1; axis >= 0; axis--) {
            dense[axis] = stride;
            stride *= x.dim(axis);
        }
        List<Long> strides = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            if (axis != first && axis != second) {
                strides.add(dense[axis]);
            }
        }
        strides.add(dense[first] + dense[second]);
        long offset = shift >= 0 ? shift * dense[second] : -shift * dense[first];
        return Converted.of(picked(call, strides, offset));
    }

    /** Elements beyond the old ones are unspecified in torch; here they are zeros. */
    private static Converted resize(OpCall call) {
        Layers layers = call.layers();
        long count = LongStream.of(call.spec().shape().staticDims().orElseThrow()).reduce(1, (a, b) -> a * b);
        NetworkTensor flat = layers.reshape(call.tensor(0), Extents.of(-1));
        NetworkTensor fitted = layers.add(new Layer.Slice(
                flat,
                Extents.of(0),
                Extents.of(count),
                Extents.of(1),
                new Layer.SliceEdge(SampleMode.FILL, Optional.of(layers.number(0, flat.dtype(), 0)))));
        return Converted.of(Reshape.to(call, fitted, call.spec().shape().dims()));
    }

    /** [..., C*r*r, H, W] as [..., C, r, r, H, W], to [..., C, H, r, W, r], to [..., C, H*r, W*r]. */
    private static Converted pixelShuffle(OpCall call) {
        SymExpr factor = SymExpr.of(call.integer(1, 1));
        List<SymExpr> from = call.inputSpec(0).shape().dims();
        List<SymExpr> to = call.spec().shape().dims();
        int batch = from.size() - 3;
        List<SymExpr> split = new ArrayList<>(from.subList(0, batch));
        split.addAll(List.of(to.get(batch), factor, factor, from.get(batch + 1), from.get(batch + 2)));
        return Converted.of(rearranged(call, split, List.of(0, 3, 1, 4, 2), batch, to));
    }

    /** [..., C, H*r, W*r] as [..., C, H, r, W, r], to [..., C, r, r, H, W], to [..., C*r*r, H, W]. */
    private static Converted pixelUnshuffle(OpCall call) {
        SymExpr factor = SymExpr.of(call.integer(1, 1));
        List<SymExpr> from = call.inputSpec(0).shape().dims();
        List<SymExpr> to = call.spec().shape().dims();
        int batch = from.size() - 3;
        List<SymExpr> split = new ArrayList<>(from.subList(0, batch));
        split.addAll(List.of(from.get(batch), to.get(batch + 1), factor, to.get(batch + 2), factor));
        return Converted.of(rearranged(call, split, List.of(0, 2, 4, 1, 3), batch, to));
    }

    private static NetworkTensor rearranged(
            OpCall call, List<SymExpr> split, List<Integer> behindBatch, int batch, List<SymExpr> to) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < batch; axis++) {
            order.add(axis);
        }
        behindBatch.forEach(axis -> order.add(batch + axis));
        NetworkTensor parts = Reshape.to(call, call.tensor(0), split);
        return Reshape.to(call, call.layers().permute(parts, order), to);
    }
}
