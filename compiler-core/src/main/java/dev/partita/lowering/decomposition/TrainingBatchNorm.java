package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Batch normalization with the statistics of the batch, which also updates the running statistics. */
final class TrainingBatchNorm {

    private TrainingBatchNorm() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.native_batch_norm.default", TrainingBatchNorm::withoutUpdate);
        table.decompose("aten._native_batch_norm_legit_functional.default", TrainingBatchNorm::functional);
    }

    /** {@code batch_norm} in training mode: normalizes, then writes the new running statistics back. */
    static Arg expand(Call call, Tracer tracer) {
        Arg results = tracer.call("aten._native_batch_norm_legit_functional.default", call.arg("input"),
                call.arg("weight"), call.arg("bias"), call.arg("running_mean"), call.arg("running_var"),
                Arg.of(true), call.arg("momentum"), call.arg("eps"));
        tracer.write(call.arg("running_mean"), Tracer.item(results, 3));
        tracer.write(call.arg("running_var"), Tracer.item(results, 4));
        return Tracer.item(results, 0);
    }

    /** The older form: what it would write is dropped. */
    private static Arg withoutUpdate(Call call, Tracer tracer) {
        Arg results = tracer.call(call.as("aten._native_batch_norm_legit_functional.default"));
        return Arg.list(List.of(Tracer.item(results, 0), Tracer.item(results, 1), Tracer.item(results, 2)));
    }

    /** Gives back output, saved mean, saved inverse deviation, new running mean, new running variance. */
    private static Arg functional(Call call, Tracer tracer) {
        if (!call.flag("training")) {
            throw new IllegalArgumentException("functional batch norm outside training");
        }
        DType dtype = call.dtype("input");
        Arg input = CopyDecompositions.converted(call.arg("input"), TypePromotion.computationType(dtype), tracer);
        Shape shape = call.shape("input");
        Arg axes = axes(shape.rank());
        Arg moments = tracer.call("aten.var_mean.correction",
                Map.of("correction", Arg.of(0), "keepdim", Arg.of(true)), input, axes);
        Arg variance = Tracer.item(moments, 0);
        Arg mean = Tracer.item(moments, 1);
        Arg scale = tracer.call("aten.rsqrt.default", tracer.call("aten.add.Tensor", variance, call.arg("eps")));
        Arg output = tracer.call("aten.mul.Tensor", tracer.call("aten.sub.Tensor", call.arg("input"), mean), scale);
        Arg savedMean = tracer.call("aten.squeeze.dims", mean, axes);
        Arg savedScale = tracer.call("aten.squeeze.dims", scale, axes);
        Arg newMean = blended(savedMean, call.arg("running_mean"), call, tracer);
        Arg squeezed = tracer.call("aten.squeeze.dims", variance, axes);
        Arg unbiased = tracer.call("aten.mul.Tensor", squeezed, Arg.of(correction(shape)));
        Arg newVariance = blended(unbiased, call.arg("running_var"), call, tracer);
        output = perChannel("aten.mul.Tensor", output, call.arg("weight"), shape.rank(), tracer);
        output = perChannel("aten.add.Tensor", output, call.arg("bias"), shape.rank(), tracer);
        return Arg.list(List.of(CopyDecompositions.converted(output, dtype, tracer), savedMean, savedScale, newMean, newVariance));
    }

    /** {@code momentum * new + (1 - momentum) * old}. */
    private static Arg blended(Arg fresh, Arg running, Call call, Tracer tracer) {
        Arg added = tracer.call("aten.mul.Tensor", fresh, call.arg("momentum"));
        Arg kept = tracer.call("aten.mul.Tensor", running, Arg.of(1 - call.number("momentum")));
        return tracer.call("aten.add.Tensor", added, kept);
    }

    /** {@code n / (n - 1)} for the number of elements per channel. */
    private static double correction(Shape shape) {
        List<SymExpr> counted = new ArrayList<>(shape.dims());
        counted.remove(1);
        double count = Dims.product(counted).constantValue().orElseThrow(() ->
                new IllegalArgumentException("batch statistics over an unknown extent"));
        return count / (count - 1);
    }

    private static Arg perChannel(String op, Arg output, Arg parameter, int rank, Tracer tracer) {
        if (parameter instanceof Arg.None) {
            return output;
        }
        Arg raised = parameter;
        for (int i = 0; i < rank - 2; i++) {
            raised = tracer.call("aten.unsqueeze.default", raised, Arg.of(-1));
        }
        return tracer.call(op, output, raised);
    }

    /** Every axis but the channels. */
    private static Arg axes(int rank) {
        List<Arg> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (axis != 1) {
                axes.add(Arg.of(axis));
            }
        }
        return Arg.list(axes);
    }
}
