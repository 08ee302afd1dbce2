package dev.partita.convert.op;

import dev.partita.convert.Converted;
import dev.partita.convert.JointConversion;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Node;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Attention that lowering has expanded, in the form that TensorRT documents for its fused kernels: the scale on the queries,
 * not on the scores; the keys transposed by the product's flag, not by a Shuffle; one type from the first product to the last.
 *
 * <pre>
 *   permute k ─┐                                q ── ElementWise(scale) ─┐
 *   q ─ matmul ─ scale ─ add ─ softmax ─ matmul   k ─ MatrixMultiply(NONE, TRANSPOSE) ─ SUM ─ SoftMax ─ MatrixMultiply ─ v
 * </pre>
 *
 * <p>Scaled queries also keep half-precision scores in range. Not where somebody else reads a step between, where the scale
 * is no single number, or where batches or heads broadcast: those become layers one by one. With {@code use_fp32_acc} all of
 * it is computed in FLOAT32, with casts around and none between. Source: TensorRT's documentation, "Fused Attention".
 */
public final class AttentionFusion {

    private AttentionFusion() {}

    /** All attentions of a segment, in graph order. */
    public static List<JointConversion> in(List<Node> segment) {
        Set<Node> nodes = new HashSet<>(segment);
        return segment.stream()
                .map(node -> AttentionPattern.endingAt(node, nodes::contains))
                .flatMap(Optional::stream)
                .map(found -> new JointConversion(found.output(), found.inside(), call -> convert(call, found)))
                .toList();
    }

    private static Converted convert(OpCall call, AttentionPattern attention) {
        Layers layers = call.layers();
        boolean wide = call.dtype() == DType.FLOAT16 && call.settings().get(PrecisionSettings.USE_FP32_ACC);
        DType dtype = wide ? DType.FLOAT32 : call.dtype();
        OpCall scoring = call.standingFor(attention.scores());
        NetworkTensor query = scoring.tensor(0, dtype);
        if (attention.scaling().isPresent()) {
            OpCall scaling = call.standingFor(attention.scaling().get());
            ElementWiseOperation operation = AttentionPattern.MULTIPLICATIONS.contains(scaling.node().op())
                    ? ElementWiseOperation.PROD
                    : ElementWiseOperation.DIV;
            query = layers.elementWise(query, scaling.operand(1, dtype, query.rank()), operation);
        }
        scoring = call.standingFor(attention.scores());
        boolean transposes = attention.keys().isPresent();
        NetworkTensor key = transposes ? call.at(attention.keys().get()).tensor(0, dtype) : scoring.tensor(1, dtype);
        NetworkTensor scores = layers.add(new Layer.MatrixMultiply(
                query, MatrixOperation.NONE, key, transposes ? MatrixOperation.TRANSPOSE : MatrixOperation.NONE));
        if (attention.bias().isPresent()) {
            OpCall sum = call.standingFor(attention.bias().get().sum());
            NetworkTensor bias = sum.operand(attention.bias().get().operand(), dtype, scores.rank());
            scores = layers.elementWise(scores, bias, ElementWiseOperation.SUM);
        }
        call.standingFor(attention.softmax());
        NetworkTensor shares = layers.add(new Layer.SoftMax(scores, scores.rank() - 1));
        OpCall output = call.standingFor(attention.output());
        return Converted.of(layers.cast(layers.matmul(shares, output.tensor(1, dtype)), call.dtype()));
    }
}
