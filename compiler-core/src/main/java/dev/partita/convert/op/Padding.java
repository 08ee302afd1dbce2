package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.SizeMath;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.SampleMode;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Paddings: Slice layers that begin before the tensor's first element and end behind its last; negative ones crop. */
public final class Padding {

    private Padding() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.constant_pad_nd.default", call -> padded(call, SampleMode.FILL, call.arg(2))),
                row("aten.reflection_pad1d.default", call -> padded(call, SampleMode.REFLECT, Optional.empty())),
                row("aten.reflection_pad2d.default", call -> padded(call, SampleMode.REFLECT, Optional.empty())),
                row("aten.reflection_pad3d.default", call -> padded(call, SampleMode.REFLECT, Optional.empty())),
                row("aten.replication_pad1d.default", call -> padded(call, SampleMode.CLAMP, Optional.empty())),
                row("aten.replication_pad2d.default", call -> padded(call, SampleMode.CLAMP, Optional.empty())),
                row("aten.replication_pad3d.default", call -> padded(call, SampleMode.CLAMP, Optional.empty())),
                row("aten._pad_circular.default", call -> padded(call, SampleMode.WRAP, Optional.empty()))
                        .unless(Padding::repeatsTooMuch),
                row("aten.pad.default", Padding::byMode));
    }

    /** Torch does not define what comes after more than one repetition of what a negative pair leaves over. */
    private static Optional<String> repeatsTooMuch(Node node, CompilationSettings settings) {
        List<Long> pairs = Arguments.integers(node, 1).orElse(List.of());
        List<SymExpr> dims = Arguments.spec(node, 0).map(spec -> spec.shape().dims()).orElse(List.of());
        for (int i = 0; i < pairs.size() / 2; i++) {
            long before = pairs.get(2 * i);
            long behind = pairs.get(2 * i + 1);
            long extent = dims.get(dims.size() - 1 - i).constantValue().orElse(Long.MAX_VALUE);
            if (Math.max(before, behind) > extent + Math.min(0, Math.min(before, behind))) {
                return Optional.of("the padding is longer than what is repeated");
            }
        }
        return Optional.empty();
    }

    private static Converted byMode(OpCall call) {
        return switch (call.text(2, "constant")) {
            case "constant" -> padded(call, SampleMode.FILL, call.arg(3));
            case "reflect" -> padded(call, SampleMode.REFLECT, Optional.empty());
            case "replicate" -> padded(call, SampleMode.CLAMP, Optional.empty());
            case "circular" -> padded(call, SampleMode.WRAP, Optional.empty());
            default -> throw call.refusal("no such padding mode: " + call.text(2, ""));
        };
    }

    /** Torch lists pairs from the last axis on. */
    private static Converted padded(OpCall call, SampleMode mode, Optional<Arg> value) {
        List<SymExpr> pairs = call.sizeList(1);
        NetworkTensor x = mode == SampleMode.WRAP ? cropped(call, pairs) : call.tensor(0);
        List<SymExpr> starts = new ArrayList<>(Collections.nCopies(x.rank(), SymExpr.of(0)));
        for (int i = 0; i < pairs.size() / 2; i++) {
            SymExpr before = pairs.get(2 * i);
            boolean isCropped = mode == SampleMode.WRAP && crops(before);
            starts.set(x.rank() - 1 - i, isCropped ? SymExpr.of(0) : SizeMath.product(SymExpr.of(-1), before));
        }
        Optional<NetworkTensor> fill = mode == SampleMode.FILL
                ? Optional.of(call.operand(value.orElse(Arg.of(0)), call.dtype(), 0))
                : Optional.empty();
        return Converted.of(call.layers().add(new Layer.Slice(
                x,
                call.sizes().extents(starts),
                call.sizes().extents(call.spec().shape().dims()),
                Extents.of(Collections.nCopies(x.rank(), 1L)),
                new Layer.SliceEdge(mode, fill))));
    }

    /** What negative pairs leave over; torch repeats only that. */
    private static NetworkTensor cropped(OpCall call, List<SymExpr> pairs) {
        NetworkTensor x = call.tensor(0);
        List<SymExpr> dims = call.inputSpec(0).shape().dims();
        for (int i = 0; i < pairs.size() / 2; i++) {
            int axis = x.rank() - 1 - i;
            SymExpr before = crops(pairs.get(2 * i)) ? SizeMath.product(SymExpr.of(-1), pairs.get(2 * i)) : SymExpr.of(0);
            SymExpr behind = crops(pairs.get(2 * i + 1)) ? pairs.get(2 * i + 1) : SymExpr.of(0);
            SymExpr left = SizeMath.sum(SizeMath.difference(dims.get(axis), before), behind);
            if (!left.equals(dims.get(axis))) {
                dims = new ArrayList<>(dims);
                dims.set(axis, left);
                x = Slicing.cut(call, x, axis, before, dims, 1);
            }
        }
        return x;
    }

    private static boolean crops(SymExpr width) {
        return width.constantValue().orElse(0) < 0;
    }
}
