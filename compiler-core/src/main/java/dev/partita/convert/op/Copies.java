package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.convert.Weights;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Copies: nothing, or a Cast where the element type changes. Memory formats mean nothing to TensorRT. */
public final class Copies {

    private Copies() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.clone.default", Copies::copy),
                row("aten._to_copy.default", Copies::copy),
                row("aten.detach.default", Copies::copy),
                row("aten.alias.default", Copies::copy),
                row("aten.lift_fresh_copy.default", Copies::copy),
                row("aten.copy.default", Copies::copyInto),
                row("aten.native_dropout.default", Copies::dropout)
                        .unless((node, settings) -> Arguments.flag(node, 2, true)
                                ? Optional.of("dropout in training is random; TensorRT only infers")
                                : Optional.empty()));
    }

    /** Constants stay constants: they are cast on the host. */
    private static Converted copy(OpCall call) {
        return call.weights(0)
                .<Converted>map(known -> new Converted.Known(Weights.cast(known, call.dtype())))
                .orElseGet(() -> Converted.of(call.tensor(0, call.dtype())));
    }

    /** The second operand, in the type and extents of the first. */
    private static Converted copyInto(OpCall call) {
        var to = call.spec().shape().dims();
        var source = call.operand(1, call.dtype(), call.rank());
        var from = new ArrayList<>(
                Collections.nCopies(call.rank() - call.inputSpec(1).rank(), SymExpr.of(1)));
        from.addAll(call.inputSpec(1).shape().dims());
        return Converted.of(Reshape.stretched(call, source, from, to));
    }

    /** In inference nothing is dropped; the mask is all true and nobody needs it. */
    private static Converted dropout(OpCall call) {
        return new Converted.Several(List.of(Converted.of(call.tensor(0, call.dtype())), Converted.ABSENT));
    }
}
