package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.FillOperation;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Attention where lowering has left it whole: query times scale, MatrixMultiply with the transposed keys, mask added,
 * SoftMax, MatrixMultiply with the values, which is the form that TensorRT 10.6 fuses. A bias is always added, unlike in
 * Torch-TensorRT, which drops it for equal lengths. A query from which the mask hides every key gives NaN, as torch's
 * expanded form does; its fused kernels give 0.
 */
public final class Attention {

    private Attention() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.scaled_dot_product_attention.default", Attention::plain).unless(grouped()).unless(dropout(4)),
                row("aten._scaled_dot_product_flash_attention.default", call -> attention(call, Optional.empty(), 4))
                        .unless(grouped()).unless(dropout(3)),
                row("aten._scaled_dot_product_efficient_attention.default",
                        call -> attention(call, call.arg(3), 6)).unless(grouped()).unless(dropout(5)),
                row("aten._scaled_dot_product_cudnn_attention.default",
                        call -> attention(call, call.arg(3), 6)).unless(grouped()).unless(dropout(5)));
    }

    /** Heads of queries and keys must be as many, and the scale known: repeating the keys is lowering's business. */
    private static ConversionCheck grouped() {
        return (node, settings) -> {
            var query = Arguments.spec(node, 0).orElseThrow();
            var key = Arguments.spec(node, 1).orElseThrow();
            boolean alike = query.rank() == key.rank()
                    && query.rank() >= 2
                    && query.shape().dims().subList(0, query.rank() - 2)
                            .equals(key.shape().dims().subList(0, key.rank() - 2));
            if (!alike) {
                return Optional.of("queries and keys have different batches or heads");
            }
            boolean scaled = Optional.ofNullable(node.kwargs().get("scale")).flatMap(Arguments::real).isPresent();
            return scaled || query.shape().dim(-1).isConstant()
                    ? Optional.empty()
                    : Optional.of("the scale depends on the head's extent, which must be known");
        };
    }

    /** Unlike a dropout layer, attention drops in evaluation, too. */
    private static ConversionCheck dropout(int index) {
        return (node, settings) -> Arguments.of(node, index).flatMap(Arguments::real).orElse(0.0) == 0
                ? Optional.empty()
                : Optional.of("dropout is random; TensorRT only infers");
    }

    /** Arguments: query, key, value, mask, dropout, is_causal; by keyword: scale. */
    private static Converted plain(OpCall call) {
        return attention(call, call.arg(3), 5);
    }

    private static Converted attention(OpCall call, Optional<Arg> mask, int causalIndex) {
        Layers layers = call.layers();
        boolean wide = call.dtype() == DType.FLOAT16 && call.settings().get(PrecisionSettings.USE_FP32_ACC);
        DType dtype = wide ? DType.FLOAT32 : call.dtype();
        NetworkTensor query = call.tensor(0, dtype);
        NetworkTensor key = call.tensor(1, dtype);
        NetworkTensor scaled = layers.elementWise(query, scale(call, query), ElementWiseOperation.PROD);
        NetworkTensor scores = layers.add(new Layer.MatrixMultiply(
                scaled, MatrixOperation.NONE, key, MatrixOperation.TRANSPOSE));
        if (mask.isPresent()) {
            scores = masked(call, scores, mask.get());
        }
        boolean causal = call.arg(causalIndex).or(() -> call.kwarg("is_causal")).filter(Arg.of(true)::equals).isPresent();
        if (causal) {
            NetworkTensor visible = causalMask(call);
            NetworkTensor never = layers.number(Double.NEGATIVE_INFINITY, dtype, scores.rank());
            scores = layers.select(visible, scores, never);
        }
        NetworkTensor weights = layers.add(new Layer.SoftMax(scores, scores.rank() - 1));
        NetworkTensor output = layers.cast(layers.matmul(weights, call.tensor(2, dtype)), call.dtype());
        if (call.node().value() instanceof Value.Tuple(List<Value> items)) {
            List<Converted> results = new ArrayList<>(Collections.nCopies(items.size(), Converted.ABSENT));
            results.set(0, Converted.of(output));
            return new Converted.Several(results);
        }
        return Converted.of(output);
    }

    /** Given, or one over the root of the head's extent. */
    private static double scale(OpCall call, NetworkTensor query) {
        return call.kwarg("scale").flatMap(Arguments::real).orElseGet(() -> 1 / Math.sqrt(query.dim(-1)));
    }

    /** Truth values choose, numbers are added. */
    private static NetworkTensor masked(OpCall call, NetworkTensor scores, Arg mask) {
        Layers layers = call.layers();
        boolean choice = Arguments.spec(mask).filter(spec -> spec.dtype() == DType.BOOL).isPresent();
        if (choice) {
            NetworkTensor never = layers.number(Double.NEGATIVE_INFINITY, scores.dtype(), scores.rank());
            return layers.select(call.tensor(mask), scores, never);
        }
        NetworkTensor bias = call.operand(mask, scores.dtype(), scores.rank());
        return layers.elementWise(scores, bias, ElementWiseOperation.SUM);
    }

    /** [queries, keys]: key not behind query, both counted from the first. */
    private static NetworkTensor causalMask(OpCall call) {
        Layers layers = call.layers();
        SymExpr queries = call.inputSpec(0).shape().dim(-2);
        SymExpr keys = call.inputSpec(1).shape().dim(-2);
        NetworkTensor row = layers.unsqueeze(places(call, queries), List.of(1));
        NetworkTensor column = layers.unsqueeze(places(call, keys), List.of(0));
        NetworkTensor hidden = layers.elementWise(column, row, ElementWiseOperation.GREATER);
        return layers.unary(hidden, UnaryOperation.NOT);
    }

    private static NetworkTensor places(OpCall call, SymExpr count) {
        return call.layers().add(new Layer.Fill(
                call.sizes().extents(List.of(count)),
                FillOperation.LINSPACE,
                DType.INT32,
                new Layer.FillValue.Computed(call.layers().number(0, DType.INT32, 0)),
                new Layer.FillValue.Computed(call.layers().number(1, DType.INT32, 1))));
    }
}
