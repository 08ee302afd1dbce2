package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.network.Extents;
import dev.partita.network.FillOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TopKOperation;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.List;

/**
 * Random tensors: Fill layers that draw anew in every run, where Torch-TensorRT freezes one drawing into the engine. An
 * uninitialised tensor is zeros.
 */
public final class Randomness {

    private static final ConversionCheck SHORT = (node, settings) -> node.value()
            .tensor()
            .filter(spec -> spec.shape().dim(0).constantValue().orElse(Long.MAX_VALUE) > 3840)
            .map(spec -> "TensorRT shuffles a known number of at most 3840 elements");

    private Randomness() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.rand.default", call -> Converted.of(drawn(call, FillOperation.RANDOM_UNIFORM))),
                row("aten.randn.default", call -> Converted.of(drawn(call, FillOperation.RANDOM_NORMAL))),
                row("aten.randperm.default", Randomness::shuffled).unless(SHORT),
                row("aten.empty.memory_format", Randomness::zeros).unless((node, settings) -> node.value()
                        .tensor()
                        .filter(spec -> !spec.shape().isStatic())
                        .map(spec -> "the extents must be known")));
    }

    /** Uniform in [0, 1); normal with mean 0 and deviation 1. */
    private static NetworkTensor drawn(OpCall call, FillOperation operation) {
        double alpha = 0;
        double beta = 1;
        return call.layers().add(new Layer.Fill(
                call.sizes().extents(call.spec().shape().dims()),
                operation,
                call.dtype(),
                new Layer.FillValue.Fixed(alpha),
                new Layer.FillValue.Fixed(beta)));
    }

    /** The order of random numbers. */
    private static Converted shuffled(OpCall call) {
        long count = call.spec().shape().dim(0).constantValue().orElseThrow();
        NetworkTensor numbers = call.layers().add(new Layer.Fill(
                Extents.of(1, count),
                FillOperation.RANDOM_UNIFORM,
                DType.FLOAT32,
                new Layer.FillValue.Fixed(0),
                new Layer.FillValue.Fixed(1)));
        NetworkTensor places = call.layers()
                .addAll(new Layer.TopK(numbers, TopKOperation.MAX, Extents.of(count), 1))
                .get(1);
        return Converted.of(call.layers().squeeze(call.layers().cast(places, call.dtype()), List.of(0)));
    }

    private static Converted zeros(OpCall call) {
        List<Long> dims = call.spec().shape().dims().stream().map(dim -> dim.constantValue().orElseThrow()).toList();
        return new Converted.Known(new WeightSource.Filled(0, dims, call.dtype()));
    }
}
