package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import java.util.Collections;
import java.util.List;

/** Convolutions by rank become the one general {@code convolution}. */
final class ConvolutionDecompositions {

    private static final OpName CONVOLUTION = OpName.of("aten.convolution.default");

    private ConvolutionDecompositions() {}

    static void register(DecompositionTable table) {
        for (int rank = 1; rank <= 3; rank++) {
            table.composite("aten.conv" + rank + "d.default", ConvolutionDecompositions::direct);
            table.composite("aten.conv" + rank + "d.padding", ConvolutionDecompositions::named);
        }
        table.composite("aten.conv_transpose1d.default", ConvolutionDecompositions::transposed);
        table.composite("aten.conv_transpose2d.input", ConvolutionDecompositions::transposed);
        table.composite("aten.conv_transpose3d.input", ConvolutionDecompositions::transposed);
    }

    private static Arg direct(Call call, Tracer tracer) {
        return general(call, tracer, false, Arg.list(Collections.nCopies(call.items("stride").size(), Arg.of(0))));
    }

    /** {@code same} keeps the extents, with one more element behind where the total is odd; {@code valid} pads nothing. */
    private static Arg named(Call call, Tracer tracer) {
        int spatial = call.shape("weight").rank() - 2;
        if (!call.text("padding").equals("same")) {
            return convolution(call, tracer, call.arg("input"), Arg.ints(0), Arg.ints(0));
        }
        long[] before = new long[spatial];
        Arg[] behind = new Arg[2 * spatial];
        boolean uneven = false;
        long[] dilation = call.integers("dilation");
        for (int i = 0; i < spatial; i++) {
            long kernel = call.shape("weight").dims().get(2 + i).constantValue().orElseThrow();
            long total = (dilation.length == 1 ? dilation[0] : dilation[i]) * (kernel - 1);
            before[i] = total / 2;
            uneven |= total % 2 != 0;
            behind[2 * (spatial - 1 - i)] = Arg.of(0);
            behind[2 * (spatial - 1 - i) + 1] = Arg.of(total % 2);
        }
        Arg input = uneven
                ? tracer.call("aten.constant_pad_nd.default", call.arg("input"), Arg.list(List.of(behind)))
                : call.arg("input");
        return convolution(call, tracer, input, Arg.ints(before), Arg.ints(new long[spatial]));
    }

    private static Arg convolution(Call call, Tracer tracer, Arg input, Arg padding, Arg outputPadding) {
        return tracer.call(CONVOLUTION, input, call.arg("weight"), call.arg("bias"), call.arg("stride"), padding,
                call.arg("dilation"), Arg.of(false), outputPadding, call.arg("groups"));
    }

    private static Arg transposed(Call call, Tracer tracer) {
        return general(call, tracer, true, call.arg("output_padding"));
    }

    private static Arg general(Call call, Tracer tracer, boolean transposed, Arg outputPadding) {
        return tracer.call(CONVOLUTION, List.of(
                call.arg("input"), call.arg("weight"), call.arg("bias"), call.arg("stride"), call.arg("padding"),
                call.arg("dilation"), Arg.of(transposed), outputPadding, call.arg("groups")), java.util.Map.of());
    }
}
