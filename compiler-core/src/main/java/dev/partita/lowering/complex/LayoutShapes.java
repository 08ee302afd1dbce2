package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Torch-TensorRT's rules for operators that move, cut, join or reduce. Those that only name an axis stay as they are
 * when it is counted from the front.
 */
final class LayoutShapes {

    private static final Arg PARTS = Arg.of(2);
    private static final Arg ZERO = Arg.of(0);

    private LayoutShapes() {}

    static void register(LayoutRules rules) {
        for (String op : List.of("reshape", "view", "_unsafe_view", "expand")) {
            rules.pairs("aten." + op + ".default", call -> Optional.of(call.same(call.arg(0), call.extended(1, PARTS))));
        }
        rules.pairs("aten.repeat.default", call -> Optional.of(call.same(call.arg(0), call.extended(1, Arg.of(1)))));
        rules.pairs("aten.permute.default", LayoutShapes::permuted);
        rules.pairs("aten.transpose.int", LayoutShapes::transposed);
        rules.pairs("aten.t.default", call ->
                Optional.of(call.real().call("aten.transpose.int", call.arg(0), ZERO, Arg.of(1))));
        rules.pairs("aten.unsqueeze.default", call -> Optional.of(call.same(call.arg(0), LayoutCall.moved(call.arg(1)))));
        rules.pairs("aten.squeeze.dim", call -> Optional.of(call.same(call.arg(0), LayoutCall.moved(call.arg(1)))));
        rules.pairs("aten.squeeze.dims", call -> Optional.of(call.same(call.arg(0), Arg.list(call.movedItems(1)))));
        rules.pairs("aten.flatten.using_ints", call -> Optional.of(call.same(call.arg(0),
                LayoutCall.moved(call.arg(1, ZERO)), LayoutCall.moved(call.arg(2, Arg.of(-1))))));
        for (String op : List.of("cat", "stack")) {
            rules.pairs("aten." + op + ".default", call ->
                    Optional.of(call.same(call.arg(0), LayoutCall.moved(call.arg(1, ZERO)))));
        }
        for (String op : List.of("split.Tensor", "split_with_sizes.default", "chunk.default")) {
            rules.pairs("aten." + op, call ->
                    Optional.of(call.same(call.arg(0), call.arg(1), LayoutCall.moved(call.arg(2, ZERO)))));
        }
        rules.pairs("aten.sum.dim_IntList", LayoutShapes::reducedAlongSome);
        rules.pairs("aten.mean.dim", LayoutShapes::reducedAlongSome);
        rules.pairs("aten.prod.dim_int", call -> ifMoved(call, call.arg(1), axis -> reduced(call, axis)));
        rules.pairs("aten.narrow.default", call ->
                ifMoved(call, call.arg(1), axis -> call.same(call.arg(0), axis, call.arg(2), call.arg(3))));
        rules.pairs("aten.select.int", call ->
                ifMoved(call, call.arg(1), axis -> call.same(call.arg(0), axis, call.arg(2))));
        rules.pairs("aten.slice.Tensor", call -> ifMoved(call, call.arg(1, ZERO), axis -> call.same(call.arg(0), axis,
                call.arg(2, Arg.NONE), call.arg(3, Arg.NONE), call.arg(4, Arg.of(1)))));
        rules.pairs("aten.roll.default", call -> call.node().args().size() < 3 ? Optional.empty()
                : ifMoved(call, call.arg(2), axes -> call.same(call.arg(0), call.arg(1), axes)));
        rules.pairs("aten.flip.default", call -> ifMoved(call, call.arg(1), axes -> call.same(call.arg(0), axes)));
        rules.pairs("aten.where.self", LayoutShapes::chosen);
        rules.pairs("aten.ones_like.default", call -> filled(call, List.of()));
        rules.pairs("aten.full_like.default", call -> filled(call, List.of(call.arg(1))));
    }

    private interface OnAxes {
        Arg call(Arg axes);
    }

    /** Makes the call when an axis is counted from the end; otherwise the program's call stays. */
    private static Optional<Arg> ifMoved(LayoutCall call, Arg axes, OnAxes made) {
        Arg moved = axes instanceof Arg.ListOf(List<Arg> items)
                ? Arg.list(items.stream().map(LayoutCall::moved).toList()) : LayoutCall.moved(axes);
        return moved.equals(axes) ? Optional.empty() : Optional.of(made.call(moved));
    }

    private static Optional<Arg> reducedAlongSome(LayoutCall call) {
        return ifMoved(call, call.arg(1), axes -> reduced(call, axes));
    }

    private static Arg reduced(LayoutCall call, Arg axes) {
        List<Arg> args = new ArrayList<>(List.of(call.arg(0), axes, call.arg(2, Arg.of(false))));
        args.addAll(call.rest(3));
        return call.same(args);
    }

    private static Optional<Arg> permuted(LayoutCall call) {
        int rank = call.items(1).size();
        List<Arg> axes = new ArrayList<>();
        for (Arg axis : call.items(1)) {
            axes.add(axis instanceof Arg.Int(long value) ? Arg.of(Math.floorMod(value, (long) rank)) : axis);
        }
        axes.add(Arg.of(rank));
        return Optional.of(call.same(call.arg(0), Arg.list(axes)));
    }

    private static Optional<Arg> transposed(LayoutCall call) {
        return call.node().value().tensor().map(TensorSpec::rank).map(rank ->
                call.same(call.arg(0), fromFront(call.arg(1), rank), fromFront(call.arg(2), rank)));
    }

    private static Arg fromFront(Arg axis, int rank) {
        return axis instanceof Arg.Int(long value) && value < 0 ? Arg.of(Math.floorMod(value, (long) rank)) : axis;
    }

    /** The condition gets an axis; a number of two parts is spread over the whole result. */
    private static Optional<Arg> chosen(LayoutCall call) {
        Optional<TensorSpec> result = call.node().value().tensor().filter(spec -> spec.dtype().isComplex());
        if (call.node().args().size() != 3 || result.isEmpty()) {
            return Optional.empty();
        }
        Arg condition = call.real().call("aten.unsqueeze.default", call.arg(0), Arg.of(-1));
        Arg first = call.arg(1);
        boolean onePair = first instanceof Arg.Ref(Node node)
                && node.value().tensor().map(TensorSpec::shape).equals(Optional.of(Shape.of(2)));
        if (onePair) {
            first = call.real().call("aten.expand.default", first, extents(result.get()));
        }
        return Optional.of(call.same(condition, first, call.arg(2)));
    }

    private static Arg extents(TensorSpec spec) {
        List<Arg> extents = new ArrayList<>();
        for (SymExpr dim : spec.shape().dims()) {
            extents.add(dim.isConstant() ? Arg.of(dim.constantValue().orElseThrow()) : new Arg.Sym(dim));
        }
        extents.add(PARTS);
        return Arg.list(extents);
    }

    private static Optional<Arg> filled(LayoutCall call, List<Arg> number) {
        Arg real = call.real().call("aten.select.int", call.arg(0), Arg.of(-1), ZERO);
        List<Arg> args = new ArrayList<>(List.of(real));
        args.addAll(number);
        Arg first = call.same(args);
        return Optional.of(call.real().join(first, call.real().call("aten.zeros_like.default", real)));
    }
}
