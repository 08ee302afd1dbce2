package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Normalizations and softmax; most become the native operators that also return statistics. */
final class NormalizationDecompositions {

    private NormalizationDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.batch_norm.default", NormalizationDecompositions::batchNorm);
        table.composite("aten.layer_norm.default", NormalizationDecompositions::layerNorm);
        table.composite("aten.group_norm.default", NormalizationDecompositions::groupNorm);
        table.composite("aten._weight_norm.default", NormalizationDecompositions::weightNorm);
        table.composite("aten.softmax.int", (call, tracer) -> softmax("aten._softmax.default", call, tracer));
        table.composite("aten.log_softmax.int", (call, tracer) -> softmax("aten._log_softmax.default", call, tracer));
        table.composite("aten.special_softmax.default", (call, tracer) -> softmax("aten._softmax.default", call, tracer));
        table.composite("aten.special_log_softmax.default", (call, tracer) ->
                softmax("aten._log_softmax.default", call, tracer));
        table.decompose("aten._log_softmax.default", NormalizationDecompositions::logSoftmax);
        table.decompose("aten.instance_norm.default", NormalizationDecompositions::instanceNorm);
        table.composite("aten.rms_norm.default", NormalizationDecompositions::rootMeanSquareNorm);
    }

    private static Arg batchNorm(Call call, Tracer tracer) {
        if (call.flag("training")) {
            return TrainingBatchNorm.expand(call, tracer);
        }
        return Tracer.item(tracer.call("aten._native_batch_norm_legit_no_training.default", call.arg("input"),
                call.arg("weight"), call.arg("bias"), call.arg("running_mean"), call.arg("running_var"),
                call.arg("momentum"), call.arg("eps")), 0);
    }

    private static Arg layerNorm(Call call, Tracer tracer) {
        return Tracer.item(tracer.call("aten.native_layer_norm.default", call.arg("input"),
                call.arg("normalized_shape"), call.arg("weight"), call.arg("bias"), call.arg("eps")), 0);
    }

    /** {@code [N, C, ...]}: the native form wants N, C and the number of spatial positions. */
    private static Arg groupNorm(Call call, Tracer tracer) {
        Shape shape = call.shape("input");
        return Tracer.item(tracer.call("aten.native_group_norm.default", call.arg("input"), call.arg("weight"),
                call.arg("bias"), new Arg.Sym(shape.dim(0)), new Arg.Sym(shape.dim(1)),
                new Arg.Sym(tracer.symbols().product(shape.dims().subList(2, shape.rank()))),
                call.arg("num_groups"), call.arg("eps")), 0);
    }

    /** A kernel of its own normalizes over all axes but the first or the last; its norms are dropped. */
    private static Arg weightNorm(Call call, Tracer tracer) {
        int rank = call.shape("v").rank();
        int axis = Dims.axis(call.integer("dim"), rank);
        if (axis != 0 && axis != rank - 1) {
            throw new IllegalArgumentException("a weight norm along an inner axis");
        }
        return Tracer.item(tracer.keep(call.as("aten._weight_norm_interface.default"),
                new Value.Tuple(List.of(Value.of(call.spec("v")), Value.of(call.spec("g"))))), 0);
    }

    private static Arg softmax(String op, Call call, Tracer tracer) {
        Arg input = call.dtypeArgument().filter(dtype -> dtype != call.dtype("self")).isPresent()
                ? tracer.call("aten._to_copy.default", Map.of("dtype", call.arg("dtype"),
                        "layout", new Arg.Layout("strided"), "device", tracer.device()), call.arg("self"))
                : call.arg("self");
        return tracer.call(op, input, call.arg("dim"), Arg.of(false));
    }

    private static Arg logSoftmax(Call call, Tracer tracer) {
        List<Arg> args = List.of(call.arg("self"), call.arg("dim"));
        Map<String, Arg> options = call.flag("half_to_float") ? Map.of("dtype", Arg.of(DType.FLOAT32)) : Map.of();
        return tracer.call("aten.log.default",
                tracer.call(dev.partita.ir.OpName.of("aten.softmax.int"), args, options));
    }

    private static Arg instanceNorm(Call call, Tracer tracer) {
        if (call.flag("use_input_stats")) {
            return tracer.call("aten.group_norm.default", call.arg("input"), tracer.size(call.arg("input"), 1),
                    call.arg("weight"), call.arg("bias"), call.arg("eps"));
        }
        return tracer.call("aten.batch_norm.default", call.arg("input"), call.arg("weight"), call.arg("bias"),
                call.arg("running_mean"), call.arg("running_var"), Arg.of(false), call.arg("momentum"),
                call.arg("eps"), Arg.of(false));
    }

    /** {@code x * rsqrt(mean(x^2) + eps) * weight}, computed at least in float32; the default epsilon is that of the type. */
    private static Arg rootMeanSquareNorm(Call call, Tracer tracer) {
        Shape shape = call.shape("input");
        List<Arg> axes = new ArrayList<>();
        for (int back = 1; back <= call.items("normalized_shape").size(); back++) {
            axes.add(Arg.of(shape.rank() - back));
        }
        DType dtype = call.dtype("input");
        DType wide = TypePromotion.computationType(dtype);
        double epsilon = !call.has("eps") ? wide == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f)
                : dtype == DType.FLOAT32 ? (float) call.number("eps") : call.number("eps");
        Arg input = CopyDecompositions.converted(call.arg("input"), wide, tracer);
        Arg squares = tracer.call("aten.pow.Tensor_Scalar", input, Arg.of(2));
        Arg mean = tracer.call("aten.mean.dim", squares, Arg.list(axes), Arg.of(true));
        Arg scale = tracer.call("aten.rsqrt.default", tracer.call("aten.add.Scalar", mean, Arg.of(epsilon)));
        Arg result = tracer.call("aten.mul.Tensor", input, scale);
        if (call.has("weight")) {
            result = tracer.call("aten.mul.Tensor", result, call.arg("weight"));
        }
        return CopyDecompositions.converted(result, dtype, tracer);
    }
}
