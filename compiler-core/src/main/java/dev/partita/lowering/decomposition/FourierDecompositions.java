package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Fourier transforms: axes are cut or filled up with zeros, then one of torch's three kernels transforms them. */
final class FourierDecompositions {

    /** How torch numbers its scalings. */
    private static final int UNSCALED = 0;
    private static final int BY_ROOT = 1;
    private static final int BY_COUNT = 2;

    private FourierDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.fft_fft.default", (call, tracer) -> line(call, tracer, false));
        table.composite("aten.fft_rfft.default", (call, tracer) -> line(call, tracer, true));
        table.composite("aten.fft_ifft.default", FourierDecompositions::inverseLine);
        table.composite("aten.fft_irfft.default", (call, tracer) -> toReal(call, axesOfLine(call), false, tracer));
        table.composite("aten.fft_hfft.default", (call, tracer) -> toReal(call, axesOfLine(call), true, tracer));
        table.composite("aten.fft_ihfft.default", (call, tracer) -> inverseOfReal(call, true, tracer));
        for (String op : List.of("2", "n")) {
            table.composite("aten.fft_fft" + op + ".default", (call, tracer) -> complex(call, tracer, true));
            table.composite("aten.fft_ifft" + op + ".default", (call, tracer) -> complex(call, tracer, false));
            table.composite("aten.fft_rfft" + op + ".default", FourierDecompositions::realPlane);
            table.composite("aten.fft_irfft" + op + ".default", (call, tracer) -> toReal(call, axes(call), false, tracer));
        }
        table.composite("aten.fft_fftshift.default", (call, tracer) -> shifted(call, tracer, 0));
        table.composite("aten.fft_ifftshift.default", (call, tracer) -> shifted(call, tracer, 1));
    }

    private static Arg line(Call call, Tracer tracer, boolean half) {
        List<Integer> axes = axesOfLine(call);
        if (call.dtype("self").isComplex()) {
            Arg input = resized(call.arg("self"), axes, lengthOfLine(call), tracer);
            return tracer.call("aten._fft_c2c.default", input, list(axes), scaling(call, true), Arg.of(true));
        }
        return realLine(call, scaling(call, true), half, tracer);
    }

    private static Arg realLine(Call call, Arg scaling, boolean half, Tracer tracer) {
        List<Integer> axes = axesOfLine(call);
        Arg input = resized(floating(call.arg("self"), tracer), axes, lengthOfLine(call), tracer);
        return tracer.call("aten._fft_r2c.default", input, list(axes), scaling, Arg.of(half));
    }

    /** The transform back of real numbers is the conjugate of the one there. */
    private static Arg inverseOfReal(Call call, boolean half, Tracer tracer) {
        return tracer.call("aten._conj.default", realLine(call, scaling(call, false), half, tracer));
    }

    private static Arg inverseLine(Call call, Tracer tracer) {
        if (!call.dtype("self").isComplex()) {
            return inverseOfReal(call, false, tracer);
        }
        List<Integer> axes = axesOfLine(call);
        Arg input = resized(call.arg("self"), axes, lengthOfLine(call), tracer);
        return tracer.call("aten._fft_c2c.default", input, list(axes), scaling(call, false), Arg.of(false));
    }

    private static Arg complex(Call call, Tracer tracer, boolean forward) {
        List<Integer> axes = axes(call);
        Arg input = resized(complexOf(call.arg("self"), tracer), axes, lengths(call), tracer);
        return axes.isEmpty() ? input : tracer.call(
                "aten._fft_c2c.default", input, list(axes), scaling(call, forward), Arg.of(forward));
    }

    private static Arg realPlane(Call call, Tracer tracer) {
        List<Integer> axes = axes(call);
        Arg input = resized(floating(call.arg("self"), tracer), axes, lengths(call), tracer);
        return tracer.call("aten._fft_r2c.default", input, list(axes), scaling(call, true), Arg.of(true));
    }

    /**
     * The last axis holds half of a symmetric spectrum; its length is given or even.
     *
     * @param forward the transform there of a symmetric signal, not the one back of a symmetric spectrum
     */
    private static Arg toReal(Call call, List<Integer> axes, boolean forward, Tracer tracer) {
        List<SymExpr> lengths = call.declares("n") ? lengthOfLine(call) : lengths(call);
        int last = axes.getLast();
        SymExpr stored = call.shape("self").dims().get(last);
        boolean given = !lengths.isEmpty() && !lengths.getLast().equals(SymExpr.of(-1));
        SymExpr length = given ? lengths.getLast() : Dims.multiply(Dims.add(stored, -1), 2);
        List<SymExpr> halved = new ArrayList<>(lengths);
        if (!halved.isEmpty()) {
            halved.set(halved.size() - 1, given ? Dims.add(Dims.floorDivide(length, SymExpr.of(2)), 1) : SymExpr.of(-1));
        }
        Arg input = resized(complexOf(call.arg("self"), tracer), axes, halved, tracer);
        Arg spectrum = forward ? tracer.call("aten._conj.default", input) : input;
        return tracer.call("aten._fft_c2r.default", spectrum, list(axes), scaling(call, forward), new Arg.Sym(length));
    }

    /** Moves the zero frequency to the middle, or back; an odd axis has one element more on one side. */
    private static Arg shifted(Call call, Tracer tracer, int roundUp) {
        int rank = call.shape("self").rank();
        List<Arg> axes = new ArrayList<>();
        List<Arg> amounts = new ArrayList<>();
        for (int i = 0; i < (call.has("dim") ? call.items("dim").size() : rank); i++) {
            int axis = call.has("dim") ? Dims.axis(call.integers("dim")[i], rank) : i;
            axes.add(call.has("dim") ? call.items("dim").get(i) : Arg.of(i));
            SymExpr extent = call.shape("self").dims().get(axis);
            amounts.add(new Arg.Sym(Dims.floorDivide(Dims.add(extent, roundUp), SymExpr.of(2))));
        }
        return tracer.call("aten.roll.default", call.arg("self"), Arg.list(amounts), Arg.list(axes));
    }

    private static List<Integer> axesOfLine(Call call) {
        return List.of(Dims.axis(call.integer("dim"), call.shape("self").rank()));
    }

    private static List<SymExpr> lengthOfLine(Call call) {
        return call.has("n") ? List.of(call.dim("n")) : List.of();
    }

    private static List<SymExpr> lengths(Call call) {
        return call.has("s") ? call.dims("s") : List.of();
    }

    /** The axes named, else the last ones that have a length, else all. */
    private static List<Integer> axes(Call call) {
        int rank = call.shape("self").rank();
        List<Integer> axes = new ArrayList<>();
        if (call.has("dim")) {
            for (long axis : call.integers("dim")) {
                axes.add(Dims.axis(axis, rank));
            }
            return axes;
        }
        for (int axis = call.has("s") ? rank - call.items("s").size() : 0; axis < rank; axis++) {
            axes.add(axis);
        }
        return axes;
    }

    /** Cuts what is too long, then adds zeros behind what is too short; -1 keeps an axis as it is. */
    private static Arg resized(Arg input, List<Integer> axes, List<SymExpr> lengths, Tracer tracer) {
        if (lengths.isEmpty()) {
            return input;
        }
        int rank = tracer.shape(input).rank();
        List<Arg> padding = new ArrayList<>(Collections.nCopies(2 * rank, Arg.of(0)));
        boolean pads = false;
        Arg cut = input;
        for (int i = 0; i < axes.size(); i++) {
            long have = tracer.shape(input).dims().get(axes.get(i)).constantValue()
                    .orElseThrow(() -> new IllegalArgumentException("a Fourier transform that changes an unknown extent"));
            long want = lengths.get(i).constantValue().orElseThrow(
                    () -> new IllegalArgumentException("a Fourier transform of unknown length"));
            if (want >= 0 && have < want) {
                pads = true;
                padding.set(2 * (rank - axes.get(i)) - 1, Arg.of(want - have));
            }
            if (want >= 0 && have > want) {
                cut = tracer.call("aten.slice.Tensor", cut, Arg.of(axes.get(i)), Arg.of(0), Arg.of(want));
            }
        }
        return pads ? tracer.call("aten.constant_pad_nd.default", cut, Arg.list(padding)) : cut;
    }

    private static Arg scaling(Call call, boolean forward) {
        String norm = call.has("norm") ? call.text("norm") : "backward";
        return Arg.of(switch (norm) {
            case "ortho" -> BY_ROOT;
            case "forward" -> forward ? BY_COUNT : UNSCALED;
            default -> forward ? UNSCALED : BY_COUNT;
        });
    }

    private static Arg list(List<Integer> axes) {
        return Arg.list(axes.stream().map(axis -> Arg.of((long) axis)).toList());
    }

    private static Arg floating(Arg input, Tracer tracer) {
        return tracer.spec(input).dtype().isFloatingPoint() ? input : tracer.call("aten._to_copy.default",
                Map.of("dtype", Arg.of(TypePromotion.toFloat(tracer.spec(input).dtype()))), input);
    }

    private static Arg complexOf(Arg input, Tracer tracer) {
        return tracer.spec(input).dtype().isComplex() ? input : tracer.call("aten._to_copy.default",
                Map.of("dtype", Arg.of(TypePromotion.toComplex(TypePromotion.toFloat(tracer.spec(input).dtype())))), input);
    }
}
