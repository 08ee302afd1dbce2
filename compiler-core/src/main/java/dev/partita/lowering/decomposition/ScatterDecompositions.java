package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import java.util.List;
import java.util.Map;

/** Torch-TensorRT's own expansions of operators that write by position. */
final class ScatterDecompositions {

    private ScatterDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.select_scatter.default", ScatterDecompositions::selectScatter);
        table.decompose("aten.scatter_add.default", ScatterDecompositions::scatterAdd);
        table.decompose("aten.scatter_reduce.two", (call, tracer) ->
                scatterReduce(call, call.dtype("self").isFloatingPoint() ? Arg.NONE : Arg.of("floor"), tracer));
        table.decompose("aten.masked_scatter.default", ScatterDecompositions::maskedScatter);
        table.composite("aten.take_along_dim.default", ScatterDecompositions::takeAlong);
        table.composite("aten.argsort.default", (call, tracer) -> Tracer.item(tracer.call(
                "aten.sort.default", call.arg("self"), call.arg("dim"), call.arg("descending")), 1));
        table.composite("aten.msort.default", (call, tracer) -> Tracer.item(tracer.call(
                "aten.sort.default", call.arg("self"), Arg.of(0)), 0));
        table.decompose("aten.index_add.default", ScatterDecompositions::indexAdd);
        table.composite("aten.argwhere.default", (call, tracer) -> tracer.keep(
                call.as("aten.nonzero.default"), tracer.known()));
    }

    /** Torch-TensorRT drops what is behind the point of a mean, also of one of floating-point numbers. */
    static void matchTorchTensorRt(DecompositionTable table) {
        table.replace("aten.scatter_reduce.two", (call, tracer) -> scatterReduce(call, Arg.of("trunc"), tracer));
    }

    private static Arg selectScatter(Call call, Tracer tracer) {
        Arg raised = tracer.call("aten.unsqueeze.default", call.arg("src"), call.arg("dim"));
        return tracer.call("aten.slice_scatter.default", call.arg("self"), raised, call.arg("dim"), call.arg("index"),
                new Arg.Sym(Dims.add(call.dim("index"), 1)), Arg.of(1));
    }

    /** One scatter and one sum per position that is read of the source: the graph grows with that extent. */
    private static Arg scatterAdd(Call call, Tracer tracer) {
        long count = positions(call);
        Arg dim = call.arg("dim");
        Arg result = call.arg("self");
        for (long i = 0; i < count; i++) {
            Arg empty = tracer.call("aten.zeros.default", Map.of("dtype", Arg.of(call.dtype("self")),
                    "device", tracer.device(), "pin_memory", Arg.of(false)), tracer.sizes(call.arg("self")));
            Arg source = tracer.call("aten.select.int", call.arg("src"), dim, Arg.of(i));
            Arg index = tracer.call("aten.select.int", call.arg("index"), dim, Arg.of(i));
            source = tracer.call("aten.unsqueeze.default", source, dim);
            index = tracer.call("aten.unsqueeze.default", index, dim);
            result = tracer.call("aten.add.Tensor", result, tracer.call("aten.scatter.src", empty, dim, index, source));
        }
        return result;
    }

    /**
     * The same with another operator; where nothing is scattered stands what the operator leaves as it is.
     *
     * @param rounding of the quotient of a mean
     */
    private static Arg scatterReduce(Call call, Arg rounding, Tracer tracer) {
        if (!call.flag("include_self")) {
            throw new IllegalArgumentException("a scatter that leaves out what was there");
        }
        if (call.text("reduce").equals("mean")) {
            return scatterMean(call, rounding, tracer);
        }
        long count = positions(call);
        Arg result = call.arg("self");
        for (long i = 0; i < count; i++) {
            Arg[] step = step(call, i, tracer);
            result = switch (call.text("reduce")) {
                case "sum" -> tracer.call("aten.add.Tensor", result, scattered(call, "zeros_like", step, tracer));
                case "prod" -> tracer.call("aten.mul.Tensor", result, scattered(call, "ones_like", step, tracer));
                case "amax" -> tracer.call("aten.maximum.default", result, scattered(call, "", step, tracer));
                case "amin" -> tracer.call("aten.minimum.default", result, scattered(call, "", step, tracer));
                default -> throw new IllegalArgumentException("a scatter that reduces by " + call.text("reduce"));
            };
        }
        return result;
    }

    /** Sums what arrives at each place and counts it; what was there is one more. */
    private static Arg scatterMean(Call call, Arg rounding, Tracer tracer) {
        long positions = positions(call);
        Arg sum = call.arg("self");
        Arg count = tracer.call("aten.zeros_like.default", sum);
        for (long i = 0; i < positions; i++) {
            Arg[] step = step(call, i, tracer);
            Arg one = tracer.call("aten.ones_like.default", step[0]);
            count = tracer.call("aten.add.Tensor", count, scattered(call, "zeros_like", new Arg[] {one, step[1]}, tracer));
            sum = tracer.call("aten.add.Tensor", sum, scattered(call, "zeros_like", step, tracer));
        }
        count = tracer.call("aten.add.Tensor", count, tracer.call("aten.ones_like.default", call.arg("self")));
        return rounding instanceof Arg.None ? tracer.call("aten.div.Tensor", sum, count)
                : tracer.call("aten.div.Tensor_mode", Map.of("rounding_mode", rounding), sum, count);
    }

    private static long positions(Call call) {
        int rank = call.shape("index").rank();
        return call.shape("index").dims().get(Dims.axis(call.integer("dim"), rank)).constantValue()
                .orElseThrow(() -> new IllegalArgumentException("a scatter along an unknown extent"));
    }

    /** Source and index of one position along the axis, each with extent 1 there. */
    private static Arg[] step(Call call, long position, Tracer tracer) {
        Arg source = tracer.call("aten.select.int", call.arg("src"), call.arg("dim"), Arg.of(position));
        Arg index = tracer.call("aten.select.int", call.arg("index"), call.arg("dim"), Arg.of(position));
        return new Arg[] {
            tracer.call("aten.unsqueeze.default", source, call.arg("dim")),
            tracer.call("aten.unsqueeze.default", index, call.arg("dim"))
        };
    }

    /** @param base the operator that makes the tensor to scatter into; empty for what was there */
    private static Arg scattered(Call call, String base, Arg[] step, Tracer tracer) {
        Arg into = base.isEmpty() ? call.arg("self") : tracer.call("aten." + base + ".default", call.arg("self"));
        return tracer.call("aten.scatter.src", into, call.arg("dim"), step[1], step[0]);
    }

    private static Arg indexAdd(Call call, Tracer tracer) {
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        Arg source = call.number("alpha") == 1
                ? call.arg("source") : tracer.call("aten.mul.Tensor", call.arg("source"), call.arg("alpha"));
        List<Arg> indices = new java.util.ArrayList<>(java.util.Collections.nCopies(axis, Arg.NONE));
        indices.add(call.arg("index"));
        boolean scalar = call.shape("self").rank() == 0;
        Arg self = scalar ? tracer.call("aten.unsqueeze.default", call.arg("self"), Arg.of(0)) : call.arg("self");
        Arg result = tracer.call("aten.index_put.default", self, Arg.list(indices), source, Arg.of(true));
        return scalar ? tracer.call("aten.squeeze.dim", result, Arg.of(0)) : result;
    }

    /** The i-th chosen position takes the i-th element of the source. */
    private static Arg maskedScatter(Call call, Tracer tracer) {
        Arg both = tracer.call("aten.broadcast_tensors.default", Arg.list(List.of(call.arg("self"), call.arg("mask"))));
        Arg input = tracer.call("aten.flatten.using_ints", Tracer.item(both, 0));
        Arg mask = tracer.call("aten.flatten.using_ints", Tracer.item(both, 1));
        Arg source = tracer.call("aten.flatten.using_ints", call.arg("source"));
        Arg position = tracer.call("aten.sub.Tensor", tracer.call("aten.cumsum.default", mask, Arg.of(0)), Arg.of(1));
        Arg safe = tracer.call("aten.masked_fill.Scalar", position,
                tracer.call("aten.bitwise_not.default", mask), Arg.of(0));
        Arg taken = tracer.call("aten.gather.default", source, Arg.of(0), safe);
        Arg replaced = tracer.call("aten.where.self", mask, taken, input);
        return tracer.call("aten.view.default", replaced, tracer.sizes(Tracer.item(both, 0)));
    }

    private static Arg takeAlong(Call call, Tracer tracer) {
        if (!call.has("dim")) {
            throw new IllegalArgumentException("take_along_dim over the flattened tensor");
        }
        int rank = call.shape("self").rank();
        int axis = Dims.axis(call.integer("dim"), rank);
        Arg index = tracer.call("aten.expand.default", call.arg("indices"), extents(call, "self", "indices", axis, tracer));
        Arg self = tracer.call("aten.expand.default", call.arg("self"), extents(call, "indices", "self", axis, tracer));
        Arg wrapped = tracer.call("aten.remainder.Scalar", index, tracer.size(call.arg("self"), axis));
        return tracer.call("aten.gather.default", self, Arg.of(axis), wrapped);
    }

    /** Broadcast extents of both, but along {@code axis} those of {@code own}. */
    private static Arg extents(Call call, String other, String own, int axis, Tracer tracer) {
        var shape = new java.util.ArrayList<>(Dims.broadcast(call.shape(own), call.shape(other)).dims());
        shape.set(axis, call.shape(own).dims().get(axis));
        return Arg.sizes(shape);
    }
}
