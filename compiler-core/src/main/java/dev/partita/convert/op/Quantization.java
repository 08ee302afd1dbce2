package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.ir.Node;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** NVIDIA ModelOpt's fake quantization: Quantize to INT8 or FP8 and Dequantize back, scaled by the largest magnitude. */
public final class Quantization {

    private static final double INT8_MAX = 127;
    private static final double FP8_MAX = 448;

    private Quantization() {}

    public static List<ConverterRow> rows() {
        return List.of(row("tensorrt.quantize_op.default", Quantization::quantized).unless(Quantization::obstacle));
    }

    /** Arguments: input, amax, num_bits, exponent_bits, unsigned, narrow_range. */
    private static Optional<String> obstacle(Node node, CompilationSettings settings) {
        long bits = Arguments.integer(node, 2, 8).orElse(0L);
        long exponent = Arguments.integer(node, 3, 0).orElse(0L);
        if (bits != 8 || (exponent != 0 && exponent != 4)) {
            return Optional.of("TensorRT 10.6 quantizes to int8 and float8 (e4m3) only");
        }
        return Arguments.spec(node, 1).filter(spec -> spec.shape().dims().stream()
                        .anyMatch(dim -> !dim.equals(SymExpr.of(1))))
                .map(spec -> "only one scale for the whole tensor is converted");
    }

    private static Converted quantized(OpCall call) {
        boolean int8 = call.integer(3, 0) == 0;
        double limit = int8 ? INT8_MAX : FP8_MAX;
        NetworkTensor x = call.tensor(0, call.dtype());
        NetworkTensor scale = scale(call, limit);
        NetworkTensor narrow =
                call.layers().add(new Layer.Quantize(x, scale, Optional.empty(), int8 ? DType.INT8 : DType.FLOAT8_E4M3FN));
        return Converted.of(call.layers().add(new Layer.Dequantize(narrow, scale, Optional.empty(), x.dtype())));
    }

    private static NetworkTensor scale(OpCall call, double limit) {
        Optional<WeightSource> known = call.weights(1);
        if (known.isPresent() && known.get().dims().size() <= 1) {
            double largest = Arrays.stream(Weights.values(known.get())).findFirst().orElse(limit);
            return call.layers().number(largest / limit, call.dtype(), 0);
        }
        NetworkTensor largest = call.layers().reshape(
                call.tensor(1, call.dtype()), Extents.of());
        return call.layers().elementWise(largest, limit, ElementWiseOperation.DIV);
    }
}
