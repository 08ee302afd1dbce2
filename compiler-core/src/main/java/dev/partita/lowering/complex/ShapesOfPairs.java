package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that move, copy, cut or reduce complex numbers: they leave the axis of the parts alone. */
final class ShapesOfPairs {

    private ShapesOfPairs() {}

    static void register(ComplexRules rules) {
        for (String op : List.of("neg", "clone", "detach", "alias", "zeros_like", "squeeze")) {
            rules.add("aten." + op + ".default", call -> call.call().dtypeArgument().isPresent()
                    ? Optional.empty() : same(call, call.pair("self")));
        }
        rules.add("aten._to_copy.default", ShapesOfPairs::converted);
        rules.add("aten.ones_like.default", call -> {
            if (call.call().dtypeArgument().isPresent()) {
                return Optional.empty();
            }
            Arg real = call.real().parts(call.pair("self")).real();
            Arg ones = call.real().call("aten.ones_like.default", real);
            return Optional.of(call.real().join(ones, call.real().call("aten.zeros_like.default", real)));
        });
        for (String op : List.of("view", "_unsafe_view", "_reshape_copy", "reshape", "expand")) {
            String parameter = op.equals("reshape") ? "shape" : "size";
            rules.add("aten." + op + ".default", call -> same(call, call.pair("self"), call.extents(parameter, 2)));
        }
        rules.add("aten.repeat.default", call -> same(call, call.pair("self"), call.extents("repeats", 1)));
        rules.add("aten.permute.default", ShapesOfPairs::permuted);
        rules.add("aten.transpose.int", call -> same(call, call.pair("self"), call.axis("dim0"), call.axis("dim1")));
        rules.add("aten.t.default", call -> Optional.of(call.call().shape("self").rank() < 2 ? call.pair("self")
                : call.real().call("aten.transpose.int", call.pair("self"), Arg.of(0), Arg.of(1))));
        rules.add("aten.unsqueeze.default", call -> same(call, call.pair("self"), call.axis("dim")));
        rules.add("aten.squeeze.dim", call -> same(call, call.pair("self"), call.axis("dim")));
        rules.add("aten.squeeze.dims", call -> same(call, call.pair("self"), call.axes("dim")));
        rules.add("aten.flip.default", call -> same(call, call.pair("self"), call.axes("dims")));
        rules.add("aten.roll.default", call -> call.call().items("dims").isEmpty() ? Optional.empty()
                : same(call, call.pair("self"), call.call().arg("shifts"), call.axes("dims")));
        rules.add("aten.select.int", call ->
                same(call, call.pair("self"), call.axis("dim"), call.call().arg("index")));
        rules.add("aten.slice.Tensor", call -> same(call, call.pair("self"), call.axis("dim"),
                call.call().arg("start"), call.call().arg("end"), call.call().arg("step")));
        rules.add("aten.index_select.default", call ->
                same(call, call.pair("self"), call.axis("dim"), call.call().arg("index")));
        rules.add("aten.split.Tensor", call ->
                same(call, call.pair("self"), call.call().arg("split_size"), call.axis("dim")));
        rules.add("aten.split_with_sizes.default", call ->
                same(call, call.pair("self"), call.call().arg("split_sizes"), call.axis("dim")));
        rules.add("aten.cat.default", ShapesOfPairs::joined);
        rules.add("aten.where.self", ShapesOfPairs::chosen);
        for (String op : List.of("sum", "mean")) {
            rules.add("aten." + op + ".default", call -> reduced(call, "aten." + op));
            rules.add("aten." + op + (op.equals("sum") ? ".dim_IntList" : ".dim"), call -> reduced(call, "aten." + op));
        }
    }

    private static Optional<Arg> same(ComplexCall call, Arg... args) {
        return Optional.of(call.real().call(call.op(), List.of(args), Map.of()));
    }

    /** Between complex types; a change to a real type drops the imaginary part, which torch warns about. */
    private static Optional<Arg> converted(ComplexCall call) {
        DType wanted = call.call().dtypeArgument().orElse(call.spec("self").dtype());
        if (!call.isComplex("self") || !wanted.isComplex()) {
            return Optional.empty();
        }
        return Optional.of(call.real().call(call.op(), List.of(call.pair("self")),
                Map.of("dtype", Arg.of(TypePromotion.toReal(wanted)))));
    }

    private static Optional<Arg> permuted(ComplexCall call) {
        List<Integer> axes = call.normalAxes("dims");
        List<Arg> moved = new ArrayList<>();
        axes.forEach(axis -> moved.add(Arg.of(axis)));
        moved.add(Arg.of(axes.size()));
        return same(call, call.pair("self"), Arg.list(moved));
    }

    private static Optional<Arg> joined(ComplexCall call) {
        List<Arg> pairs = call.call().items("tensors").stream().map(call::pair).toList();
        return same(call, Arg.list(pairs), call.axis("dim"));
    }

    private static Optional<Arg> chosen(ComplexCall call) {
        if (!call.isTensor("self") || !call.isTensor("other")) {
            return Optional.empty();
        }
        Arg condition = call.real().call("aten.unsqueeze.default", call.call().arg("condition"), Arg.of(-1));
        return same(call, condition, call.pair("self"), call.pair("other"));
    }

    private static Optional<Arg> reduced(ComplexCall call, String op) {
        if (call.call().dtypeArgument().isPresent()) {
            return Optional.empty();
        }
        boolean all = !call.call().declares("dim") || call.call().items("dim").isEmpty();
        Arg axes = all ? Arg.ints(java.util.stream.LongStream.range(0, call.spec("self").rank()).toArray())
                : call.axes("dim");
        Arg keep = call.call().declares("keepdim") ? call.call().arg("keepdim") : Arg.of(false);
        return Optional.of(call.real().call(
                op + (op.equals("aten.sum") ? ".dim_IntList" : ".dim"), call.pair("self"), axes, keep));
    }
}
