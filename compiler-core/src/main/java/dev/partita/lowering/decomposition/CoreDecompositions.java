package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What torch's core ATen decompositions expand beyond Torch-TensorRT's own selection. Only with
 * {@code enable_experimental_decompositions}; they replace those of the selection.
 */
final class CoreDecompositions {

    /** Core operators: torch leaves them whole, Torch-TensorRT's selection expands them. */
    private static final List<String> WHOLE = List.of(
            "hardtanh.default", "linalg_vector_norm.default", "var.correction", "unfold.default");

    private CoreDecompositions() {}

    static void register(DecompositionTable table) {
        WHOLE.forEach(op -> table.remove("aten." + op));
        table.replace("aten.sum.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                call.has("dtype") ? Map.of("dtype", call.arg("dtype")) : Map.of(), call.arg("self"), Arg.list(List.of())));
        table.replace("aten.squeeze.dim", (call, tracer) ->
                tracer.call("aten.squeeze.dims", call.arg("self"), Arg.list(List.of(call.arg("dim")))));
        table.replace("aten.squeeze.default", (call, tracer) -> tracer.call("aten.squeeze.dims", call.arg("self"),
                Arg.ints(LongStream.range(0, call.shape("self").rank()).toArray())));
        for (String op : List.of("split", "unsafe_split")) {
            table.replace("aten." + op + ".Tensor", CoreDecompositions::split);
        }
        table.replace("aten.hardsigmoid.default", (call, tracer) -> {
            Arg raised = tracer.call("aten.add.Tensor", call.arg("self"), Arg.of(3));
            Arg low = tracer.call("aten.clamp.default", raised, Arg.of(0));
            return tracer.call("aten.div.Tensor", tracer.call("aten.clamp.default", low, Arg.NONE, Arg.of(6)), Arg.of(6));
        });
        table.replace("aten.softplus.default", CoreDecompositions::softplus);
        table.replace("aten.glu.default", CoreDecompositions::gatedUnit);
        table.replace("aten.roll.default", CoreDecompositions::roll);
        for (String overload : List.of("default", "dim", "dims")) {
            table.replace("aten.all." + overload, CoreDecompositions::all);
        }
        table.replace("aten.pixel_shuffle.default", CoreDecompositions::pixelShuffle);
        table.replace("aten.pixel_unshuffle.default", CoreDecompositions::pixelUnshuffle);
        for (int spatial = 1; spatial <= 3; spatial++) {
            int axes = spatial;
            table.replace("aten.reflection_pad" + spatial + "d.default", (call, tracer) ->
                    bordered(call, tracer, axes, CoreDecompositions::reflected));
            table.replace("aten.replication_pad" + spatial + "d.default", (call, tracer) -> bordered(call, tracer, axes,
                    (positions, last, steps) -> steps.call("aten.clamp.default", positions, Arg.of(0), last)));
        }
        table.replace("aten.floor_divide.default", (call, tracer) -> tracer.call("aten.div.Tensor_mode",
                Map.of("rounding_mode", Arg.of("floor")), call.arg("self"), call.arg("other")));
        table.replace("aten.dot.default", (call, tracer) -> tracer.call("aten.sum.default",
                tracer.call("aten.mul.Tensor", call.arg("self"), call.arg("tensor"))));
        table.replace("aten.mv.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.mul.Tensor", call.arg("self"), call.arg("vec")), Arg.ints(1)));
        table.replace("aten.take.default", (call, tracer) -> tracer.call("aten.index.Tensor",
                tracer.call("aten.reshape.default", call.arg("self"), Arg.ints(-1)), Arg.list(List.of(call.arg("index")))));
    }

    private static Arg split(Call call, Tracer tracer) {
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        long extent = call.shape("self").dims().get(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("a split along an extent that is not known"));
        long size = call.integer("split_size");
        List<Arg> sizes = new ArrayList<>();
        for (long start = 0; start < extent || sizes.isEmpty(); start += size) {
            sizes.add(Arg.of(Math.min(size, extent - start)));
        }
        return tracer.call("aten.split_with_sizes.default", call.arg("self"), Arg.list(sizes), call.arg("dim"));
    }

    /** {@code log(1 + e^(beta x)) / beta}; {@code x} itself where that would overflow. */
    private static Arg softplus(Call call, Tracer tracer) {
        boolean plain = call.number("beta") == 1;
        Arg scaled = plain ? call.arg("self") : tracer.call("aten.mul.Tensor", call.arg("self"), call.arg("beta"));
        Arg soft = tracer.call("aten.log1p.default", tracer.call("aten.exp.default", scaled));
        soft = plain ? soft : tracer.call("aten.div.Tensor", soft, call.arg("beta"));
        Arg large = tracer.call("aten.gt.Scalar", scaled, call.arg("threshold"));
        return tracer.call("aten.where.self", large, call.arg("self"), soft);
    }

    private static Arg gatedUnit(Call call, Tracer tracer) {
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        SymExpr extent = call.shape("self").dims().get(axis);
        Arg middle = new Arg.Sym(Dims.floorDivide(extent, 2));
        Arg values = tracer.call("aten.slice.Tensor", call.arg("self"), Arg.of(axis), Arg.of(0), middle);
        Arg gates = tracer.call("aten.slice.Tensor", call.arg("self"), Arg.of(axis), middle, new Arg.Sym(extent));
        return tracer.call("aten.mul.Tensor", values, tracer.call("aten.sigmoid.default", gates));
    }

    /** Axis by axis: position {@code i} takes the element at {@code (i - shift) mod extent}. */
    private static Arg roll(Call call, Tracer tracer) {
        long[] shifts = call.integers("shifts");
        if (call.items("dims").isEmpty()) {
            Arg flat = tracer.call("aten.flatten.using_ints", call.arg("self"));
            Arg rolled = tracer.call("aten.roll.default", flat, Arg.ints(shifts), Arg.ints(0));
            return tracer.call("aten.view.default", rolled, tracer.sizes(call.arg("self")));
        }
        Arg result = call.arg("self");
        long[] axes = call.integers("dims");
        for (int i = 0; i < axes.length; i++) {
            int axis = Dims.axis(axes[i], call.shape("self").rank());
            long extent = call.shape("self").dims().get(axis).constantValue().orElseThrow(() ->
                    new IllegalArgumentException("a roll along an extent that is not known"));
            Arg positions = tracer.call("aten.add.Tensor",
                    tracer.call("aten.arange.default", Map.of("device", tracer.device()), Arg.of(extent)),
                    Arg.of(Math.floorMod(extent - shifts[i], extent)));
            Arg wrapped = tracer.call("aten.fmod.Scalar", positions, Arg.of(extent));
            result = tracer.call("aten.index_select.default", result, Arg.of(axis), wrapped);
        }
        return result;
    }

    /** All hold when none fails to hold. */
    private static Arg all(Call call, Tracer tracer) {
        Arg failing = tracer.call("aten.logical_not.default", call.arg("self"));
        Arg any = switch (call.op().overload()) {
            case "dim" -> tracer.call("aten.any.dim", failing, call.arg("dim"), call.arg("keepdim"));
            case "dims" -> tracer.call("aten.any.dims", failing, call.arg("dim"), call.arg("keepdim"));
            default -> tracer.call("aten.any.dims", failing);
        };
        return tracer.call("aten.logical_not.default", any);
    }

    /** {@code [.., C r r, H, W]} to {@code [.., C, H r, W r]}. */
    private static Arg pixelShuffle(Call call, Tracer tracer) {
        List<SymExpr> dims = call.shape("self").dims();
        long factor = call.integer("upscale_factor");
        int lead = dims.size() - 3;
        SymExpr channels = Dims.floorDivide(dims.get(lead), factor * factor);
        List<SymExpr> split = new ArrayList<>(dims.subList(0, lead));
        Collections.addAll(split, channels, SymExpr.of(factor), SymExpr.of(factor), dims.get(lead + 1), dims.get(lead + 2));
        List<SymExpr> joined = new ArrayList<>(dims.subList(0, lead));
        Collections.addAll(joined, channels, Dims.multiply(dims.get(lead + 1), factor), Dims.multiply(dims.get(lead + 2), factor));
        return rearranged(call, split, new int[] {0, 3, 1, 4, 2}, joined, tracer);
    }

    /** {@code [.., C, H r, W r]} to {@code [.., C r r, H, W]}. */
    private static Arg pixelUnshuffle(Call call, Tracer tracer) {
        List<SymExpr> dims = call.shape("self").dims();
        long factor = call.integer("downscale_factor");
        int lead = dims.size() - 3;
        SymExpr height = Dims.floorDivide(dims.get(lead + 1), factor);
        SymExpr width = Dims.floorDivide(dims.get(lead + 2), factor);
        List<SymExpr> split = new ArrayList<>(dims.subList(0, lead + 1));
        Collections.addAll(split, height, SymExpr.of(factor), width, SymExpr.of(factor));
        List<SymExpr> joined = new ArrayList<>(dims.subList(0, lead));
        Collections.addAll(joined, Dims.multiply(dims.get(lead), factor * factor), height, width);
        return rearranged(call, split, new int[] {0, 2, 4, 1, 3}, joined, tracer);
    }

    /** Splits the last three axes into five, reorders these, and joins them to three. */
    private static Arg rearranged(Call call, List<SymExpr> split, int[] order, List<SymExpr> joined, Tracer tracer) {
        int lead = split.size() - order.length;
        List<Arg> axes = new ArrayList<>();
        for (int axis = 0; axis < lead; axis++) {
            axes.add(Arg.of(axis));
        }
        for (int axis : order) {
            axes.add(Arg.of(lead + axis));
        }
        Arg pieces = tracer.call("aten.view.default", call.arg("self"), Arg.sizes(split));
        Arg moved = tracer.call("aten.permute.default", pieces, Arg.list(axes));
        return contiguous(tracer.call("aten.reshape.default", moved, Arg.sizes(joined)), tracer);
    }

    static Arg contiguous(Arg tensor, Tracer tracer) {
        return tracer.call("aten.clone.default",
                Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")), tensor);
    }

    /** Which element of an axis a position of the padded axis shows; {@code last} is the axis' last position. */
    private interface Border {
        Arg source(Arg positions, Arg last, Tracer tracer);
    }

    /** Axis by axis, outermost first. */
    private static Arg bordered(Call call, Tracer tracer, int spatial, Border border) {
        List<SymExpr> dims = call.shape("self").dims();
        List<Arg> amounts = call.items("padding");
        Arg result = call.arg("self");
        for (int i = 0; i < spatial; i++) {
            int axis = dims.size() - spatial + i;
            int pair = 2 * (spatial - 1 - i);
            SymExpr before = Call.dimOf(amounts.get(pair));
            SymExpr after = Call.dimOf(amounts.get(pair + 1));
            Arg positions = tracer.call("aten.arange.start", Map.of("device", tracer.device()),
                    new Arg.Sym(Dims.multiply(before, -1)), new Arg.Sym(Dims.add(dims.get(axis), after)));
            Arg source = border.source(positions, new Arg.Sym(Dims.add(dims.get(axis), -1)), tracer);
            List<Arg> indices = new ArrayList<>(Collections.nCopies(dims.size(), Arg.NONE));
            indices.set(axis, source);
            result = tracer.call("aten.index.Tensor", result, Arg.list(indices));
        }
        return result;
    }

    /** {@code last - |last - |position||}. */
    private static Arg reflected(Arg positions, Arg last, Tracer tracer) {
        Arg inside = tracer.call("aten.sub.Tensor", last, tracer.call("aten.abs.default", positions));
        return tracer.call("aten.sub.Tensor", last, tracer.call("aten.abs.default", inside));
    }
}
