package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.network.CoordinateTransformation;
import dev.partita.network.InterpolationMode;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ResizeRoundMode;
import dev.partita.network.ResizeSelector;
import dev.partita.network.SampleMode;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Upsampling: Resize layers; sampling by a grid: GridSample. */
public final class Resizing {

    /** Torch's bicubic coefficient. */
    private static final double CUBIC = -0.75;

    private Resizing() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.upsample_nearest1d.vec", call -> nearest(call, listed(call, 2))),
                row("aten.upsample_nearest2d.vec", call -> nearest(call, listed(call, 2))),
                row("aten.upsample_nearest3d.vec", call -> nearest(call, listed(call, 2))),
                row("aten.upsample_linear1d.vec", call -> smooth(call, InterpolationMode.LINEAR, listed(call, 3))),
                row("aten.upsample_bilinear2d.vec", call -> smooth(call, InterpolationMode.LINEAR, listed(call, 3))),
                row("aten.upsample_trilinear3d.vec", call -> smooth(call, InterpolationMode.LINEAR, listed(call, 3))),
                row("aten.upsample_bicubic2d.vec", call -> smooth(call, InterpolationMode.CUBIC, listed(call, 3))),
                row("aten.upsample_nearest1d.default", call -> nearest(call, single(call, 2))),
                row("aten.upsample_nearest2d.default", call -> nearest(call, single(call, 2))),
                row("aten.upsample_nearest3d.default", call -> nearest(call, single(call, 2))),
                row("aten.upsample_linear1d.default", call -> smooth(call, InterpolationMode.LINEAR, single(call, 3))),
                row("aten.upsample_bilinear2d.default", call -> smooth(call, InterpolationMode.LINEAR, single(call, 3))),
                row("aten.upsample_trilinear3d.default", call -> smooth(call, InterpolationMode.LINEAR, single(call, 3))),
                row("aten.upsample_bicubic2d.default", call -> smooth(call, InterpolationMode.CUBIC, single(call, 3))),
                row("aten.grid_sampler.default", Resizing::gridSample).unless(Resizing::gridObstacle),
                row("aten.grid_sampler_2d.default", Resizing::gridSample).unless(Resizing::gridObstacle));
    }

    /** Scale factors as one list; empty when the output's extents are given instead. */
    private static List<Double> listed(OpCall call, int index) {
        return call.arg(index)
                .map(arg -> call.items(index).stream().flatMap(item -> Arguments.real(item).stream()).toList())
                .orElse(List.of());
    }

    /** Scale factors as one argument per axis. */
    private static List<Double> single(OpCall call, int first) {
        List<Double> scales = new ArrayList<>();
        for (int i = first; i < first + call.rank() - 2; i++) {
            call.arg(i).flatMap(Arguments::real).ifPresent(scales::add);
        }
        return scales.size() == call.rank() - 2 ? scales : List.of();
    }

    private static Converted nearest(OpCall call, List<Double> scales) {
        return resized(call, InterpolationMode.NEAREST, CoordinateTransformation.ASYMMETRIC, scales);
    }

    private static Converted smooth(OpCall call, InterpolationMode mode, List<Double> scales) {
        boolean corners = call.flag(2, false);
        return resized(
                call, mode, corners ? CoordinateTransformation.ALIGN_CORNERS : CoordinateTransformation.HALF_PIXEL, scales);
    }

    /**
     * Given factors also say how coordinates map back, which extents alone do not. TensorRT 10.6 has no Resize in bfloat16
     * (it ends in "No supported formats"): that computes in float32.
     */
    private static Converted resized(
            OpCall call, InterpolationMode mode, CoordinateTransformation coordinates, List<Double> scales) {
        NetworkTensor x = call.tensor(0, call.dtype() == DType.BFLOAT16 ? DType.FLOAT32 : call.dtype());
        Layer.ResizeTarget target;
        if (scales.isEmpty()) {
            target = new Layer.ResizeTarget.Sized(call.sizes().extents(call.spec().shape().dims()));
        } else {
            List<Double> all = new ArrayList<>(List.of(1.0, 1.0));
            all.addAll(scales);
            target = new Layer.ResizeTarget.Scaled(all);
        }
        Layer.ResizeRule rule =
                new Layer.ResizeRule(mode, coordinates, ResizeSelector.FORMULA, ResizeRoundMode.FLOOR, CUBIC);
        return Converted.of(call.layers().cast(call.layers().add(new Layer.Resize(x, target, rule)), call.dtype()));
    }

    private static Optional<String> gridObstacle(
            Node node, CompilationSettings settings) {
        boolean namesModes = List.of(2, 3).stream().allMatch(index ->
                Arguments.integer(node, index, 0).filter(mode -> mode >= 0 && mode <= 2).isPresent());
        if (!namesModes) {
            return Optional.of("the modes must be known and between 0 and 2");
        }
        return Arguments.spec(node, 0).filter(spec -> spec.rank() == 5).map(spec -> "TensorRT samples in two axes only");
    }

    /** Modes are numbers: 0 bilinear, 1 nearest, 2 bicubic; 0 zeros, 1 border, 2 reflection. */
    private static Converted gridSample(OpCall call) {
        InterpolationMode mode = List.of(InterpolationMode.LINEAR, InterpolationMode.NEAREST, InterpolationMode.CUBIC)
                .get((int) call.integer(2, 0));
        SampleMode edge = List.of(SampleMode.FILL, SampleMode.CLAMP, SampleMode.REFLECT).get((int) call.integer(3, 0));
        Arg corners = call.arg(4).orElse(Arg.of(false));
        return Converted.of(call.layers().add(new Layer.GridSample(
                call.tensor(0, call.dtype()), call.tensor(1, call.dtype()), mode, corners.equals(Arg.of(true)), edge)));
    }
}
