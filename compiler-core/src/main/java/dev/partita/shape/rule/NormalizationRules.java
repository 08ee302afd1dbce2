package dev.partita.shape.rule;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;

/** Normalizations and softmax. */
final class NormalizationRules {

    private NormalizationRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten._native_batch_norm_legit_no_training.default", NormalizationRules::batchNormInference);
        rules.add("aten.native_layer_norm.default", NormalizationRules::layerNorm);
        rules.add("aten.native_group_norm.default", NormalizationRules::groupNorm);
        rules.add("aten._softmax.default", NormalizationRules::softmax);
        rules.add("aten._log_softmax.default", NormalizationRules::softmax);
        rules.add("aten._fused_rms_norm.default", NormalizationRules::rmsNorm);
    }

    /** Inference saves no statistics: both come back empty. */
    private static Value batchNormInference(Call call) {
        Value empty = ElementwiseRules.tensor(call.dtype("input"), Shape.of(0L));
        return new Value.Tuple(List.of(Value.of(call.spec("input")), empty, empty));
    }

    private static Value layerNorm(Call call) {
        Shape shape = call.shape("input");
        int normalized = call.items("normalized_shape").size();
        List<SymExpr> dims = new ArrayList<>(shape.dims());
        for (int axis = shape.rank() - normalized; axis < shape.rank(); axis++) {
            dims.set(axis, Dims.ONE);
        }
        Value statistics = ElementwiseRules.tensor(call.dtype("input"), Shape.of(dims));
        return new Value.Tuple(List.of(Value.of(call.spec("input")), statistics, statistics));
    }

    private static Value rmsNorm(Call call) {
        Shape shape = call.shape("input");
        List<SymExpr> dims = new ArrayList<>(shape.dims());
        for (int axis = shape.rank() - call.items("normalized_shape").size(); axis < shape.rank(); axis++) {
            dims.set(axis, Dims.ONE);
        }
        return new Value.Tuple(List.of(
                Value.of(call.spec("input")), ElementwiseRules.tensor(call.dtype("input"), Shape.of(dims))));
    }

    private static Value groupNorm(Call call) {
        Value statistics = ElementwiseRules.tensor(
                call.dtype("input"), Shape.of(List.of(call.dim("N"), call.dim("group"))));
        return new Value.Tuple(List.of(Value.of(call.spec("input")), statistics, statistics));
    }

    private static Value softmax(Call call) {
        DType dtype = call.flag("half_to_float") ? DType.FLOAT32 : call.dtype("self");
        return ElementwiseRules.tensor(dtype, call.shape("self"));
    }
}
