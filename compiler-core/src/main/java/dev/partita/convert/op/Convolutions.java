package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.convert.op.BatchNormFold.Filter;
import dev.partita.ir.Node;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.Operand;
import dev.partita.network.Window;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Convolutions and their transposes: constant kernels become weights of the layer, others its second input. One spatial
 * axis is done as two, the second of extent one.
 *
 * <p>In bfloat16 TensorRT 10.6 builds no transposed convolution, and one over a single spatial axis with a dynamic extent
 * gave wrong values on an H100: these compute in float32.
 */
public final class Convolutions {

    private Convolutions() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.convolution.default", Convolutions::convolution).unless(Convolutions::obstacle),
                row("tensorrt.conv_asym_pad.default", Convolutions::unevenlyPadded));
    }

    private static Optional<String> obstacle(Node node, CompilationSettings settings) {
        Optional<TensorSpec> input = Arguments.spec(node, 0);
        Optional<TensorSpec> kernel = Arguments.spec(node, 1);
        if (input.isEmpty() || kernel.isEmpty()) {
            return Optional.of("input or kernel has no known shape");
        }
        if (!input.get().dtype().isFloatingPoint()) {
            return Optional.of("TensorRT convolves real numbers only, not " + input.get().dtype().torchName());
        }
        if (input.get().rank() != kernel.get().rank()) {
            return Optional.of("the input has no batch axis");
        }
        if (!input.get().shape().dim(1).isConstant() || !kernel.get().shape().isStatic()) {
            return Optional.of("TensorRT needs to know the channels and the kernel's extents");
        }
        if (kernel.get().shape().dims().contains(SymExpr.of(0))) {
            return Optional.of("a kernel without elements");
        }
        if (!Arguments.flag(node, 6, false)) {
            return Optional.empty();
        }
        List<Long> padding = Arguments.integers(node, 4).orElse(List.of());
        List<Long> outputPadding = Arguments.integers(node, 7).orElse(List.of());
        for (int axis = 0; axis < outputPadding.size(); axis++) {
            if (outputPadding.get(axis) > padding.get(axis % padding.size())) {
                return Optional.of("output_padding larger than padding needs a negative padding in TensorRT");
            }
        }
        return Optional.empty();
    }

    private static Converted convolution(OpCall call) {
        int axes = call.rank() - 2;
        List<Long> padding = call.perAxis(4, axes, Collections.nCopies(axes, 0L));
        List<Long> after = padding;
        if (call.flag(6, false)) {
            List<Long> extra = call.perAxis(7, axes, Collections.nCopies(axes, 0L));
            List<Long> shortened = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                shortened.add(padding.get(axis) - extra.get(axis));
            }
            after = shortened;
        }
        return Converted.of(convolved(call, new Arms(padding, after, 5), call.flag(6, false), call.integer(8, 1)));
    }

    /** {@code conv_asym_pad(x, w, b, stride, before, after, dilation, groups)}: lowering's pad and convolution in one. */
    private static Converted unevenlyPadded(OpCall call) {
        return Converted.of(convolved(call, new Arms(call.integers(4), call.integers(5), 6), false, call.integer(7, 1)));
    }

    /** Paddings around the input, and where the dilation stands among the arguments. */
    private record Arms(List<Long> before, List<Long> after, int dilation) {}

    private static NetworkTensor convolved(OpCall call, Arms arms, boolean transposed, long groups) {
        int axes = call.rank() - 2;
        boolean flat = axes == 1;
        DType dtype = computed(call, transposed, flat);
        NetworkTensor input = call.tensor(0, dtype);
        Filter plain = new Filter(operand(call, 1, flat, dtype),
                call.has(2) ? Optional.of(operand(call, 2, false, dtype)) : Optional.empty());
        NetworkTensor wide = flat ? call.layers().unsqueeze(input, List.of(3)) : input;
        // Layers made from here on may be named after both.
        Filter filter = transposed || dtype != call.dtype() ? plain : BatchNormFold.fold(call, plain);
        Operand kernel = filter.kernel();
        List<Long> ones = Collections.nCopies(axes, 1L);
        Window window = new Window(
                kernel.dims().subList(2, kernel.dims().size()),
                widened(call.perAxis(3, axes, ones), 1, flat),
                widened(arms.before(), 0, flat),
                widened(arms.after(), 0, flat),
                widened(call.perAxis(arms.dilation(), axes, ones), 1, flat));
        NetworkTensor output = call.layers().cast(call.layers().add(transposed
                ? new Layer.Deconvolution(wide, kernel, filter.bias(), window, groups)
                : new Layer.Convolution(wide, kernel, filter.bias(), window, groups)), call.dtype());
        return flat ? call.layers().squeeze(output, List.of(3)) : output;
    }

    private static DType computed(OpCall call, boolean transposed, boolean flat) {
        boolean unsafe = transposed || (flat && !call.inputSpec(0).shape().isStatic());
        return unsafe && call.dtype() == DType.BFLOAT16 ? DType.FLOAT32 : call.dtype();
    }

    private static Operand operand(OpCall call, int index, boolean flat, DType dtype) {
        return call.weights(index)
                .<Operand>map(known -> {
                    var cast = Weights.cast(known, dtype);
                    return new Operand.Weights(flat ? Weights.appendAxis(cast) : cast);
                })
                .orElseGet(() -> {
                    NetworkTensor tensor = call.tensor(index, dtype);
                    return new Operand.Computed(flat ? call.layers().unsqueeze(tensor, List.of(tensor.rank())) : tensor);
                });
    }

    private static List<Long> widened(List<Long> perAxis, long neutral, boolean flat) {
        return flat ? List.of(perAxis.getFirst(), neutral) : perAxis;
    }
}
