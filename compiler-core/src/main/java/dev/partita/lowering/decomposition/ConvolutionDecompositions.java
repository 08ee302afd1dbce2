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
        }
        table.composite("aten.conv_transpose1d.default", ConvolutionDecompositions::transposed);
        table.composite("aten.conv_transpose2d.input", ConvolutionDecompositions::transposed);
        table.composite("aten.conv_transpose3d.input", ConvolutionDecompositions::transposed);
    }

    private static Arg direct(Call call, Tracer tracer) {
        return general(call, tracer, false, Arg.list(Collections.nCopies(call.items("stride").size(), Arg.of(0))));
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
