package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.InputRange;
import dev.partita.network.ActivationType;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.LoopBody;
import dev.partita.network.LoopOutputKind;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkTensor;
import dev.partita.network.Operand;
import dev.partita.network.TensorType;
import dev.partita.network.TopKOperation;
import dev.partita.network.TripLimit;
import dev.partita.network.UnaryOperation;
import dev.partita.network.WeightSource;
import dev.partita.network.Window;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.TuningSettings;
import dev.partita.settings.Typing;
import dev.partita.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Networks made by hand with answers computed in plain Java: what must work before any model can. */
final class HandBuiltCases {

    private static final double FULL = 1e-5;
    private static final double HALF = 5e-3;

    private final CompilationSettings exact = CompilationSettings.defaults().with(TuningSettings.DISABLE_TF32, true);
    private final Path timings;

    HandBuiltCases(Path timings) {
        this.timings = timings;
    }

    List<GpuCase> all() {
        return List.of(
                convolution(DType.FLOAT32, FULL), convolution(DType.FLOAT16, HALF), convolution(DType.BFLOAT16, 4e-2),
                convolutionLeftToTheBuilder(), sumHeldTo(DType.FLOAT16), sumHeldTo(DType.BFLOAT16), sumHeldTo(DType.FLOAT32),
                linear(), twoProfiles(), layerNorm(DType.FLOAT32, FULL),
                layerNorm(DType.FLOAT16, HALF), attention(DType.FLOAT32, FULL), attention(DType.FLOAT16, HALF),
                slicesAndGather(), dynamicReshape(), nonZero(), topK(), loop(), conditional(), sizeAsInput(), bools());
    }

    /** Eight convolutions of different sizes: a few seconds of tactic search. */
    GpuCase slowToBuild() {
        NetworkBuilder net = network("eight_convolutions");
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 4, 16, 64, 64), false);
        NetworkTensor tensor = in;
        Window window = new Window(List.of(3L, 3L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L));
        for (int i = 0; i < 8; i++) {
            long maps = 16L * (i + 2);
            Values kernel = Values.wave(DType.FLOAT32, maps, tensor.dim(1), 3, 3);
            tensor = net.add(new Layer.Convolution(
                    tensor, new Operand.Weights(kernel.weight("kernel" + i)), Optional.empty(), window, 1));
            tensor = net.add(new Layer.Activation(tensor, ActivationType.RELU, 0, 0));
        }
        net.output("output0", tensor);
        return new GpuCase(net.build(), settings(), Map.of(), List.of(), FULL);
    }

    private BuildSettings settings(InputRange... ranges) {
        return new BuildSettings(exact, List.of(ranges), timings, true);
    }

    private static NetworkBuilder network(String name) {
        NetworkBuilder net = new NetworkBuilder(name);
        net.from(new NetworkBuilder.Source("hand", "made", "made"));
        return net;
    }

    private static TensorType type(DType dtype, long... dims) {
        return new TensorType(dtype, Values.boxed(dims));
    }

    private static List<GpuCase.Expected> output(Values values) {
        return List.of(new GpuCase.Expected("output0", values));
    }

    private GpuCase convolution(DType dtype, double tolerance) {
        NetworkBuilder net = network("convolution_relu_" + dtype.torchName());
        Values x = Values.wave(dtype, 2, 3, 6, 6);
        Values kernel = Values.wave(dtype, 4, 3, 3, 3);
        Values bias = Values.wave(dtype, 4);
        NetworkTensor in = net.input("x", type(dtype, 2, 3, 6, 6), false);
        net.output("output0", net.add(new Layer.Activation(convolve(net, in, kernel, bias), ActivationType.RELU, 0, 0)));
        return new GpuCase(net.build(), settings(), Map.of("x", x), output(convolved(x, kernel, bias)), tolerance);
    }

    private GpuCase convolutionLeftToTheBuilder() {
        NetworkBuilder net = network("convolution_builders_choice");
        Values x = Values.wave(DType.FLOAT32, 2, 3, 6, 6);
        Values kernel = Values.wave(DType.FLOAT32, 4, 3, 3, 3);
        Values bias = Values.wave(DType.FLOAT32, 4);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 2, 3, 6, 6), false);
        net.output("output0", net.add(new Layer.Activation(convolve(net, in, kernel, bias), ActivationType.RELU, 0, 0)));
        CompilationSettings choice = exact.with(PrecisionSettings.TYPING, Typing.BUILDERS_CHOICE)
                .with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT32, DType.FLOAT16));
        return new GpuCase(net.build(), new BuildSettings(choice, List.of(), timings, true), Map.of("x", x),
                output(convolved(x, kernel, bias)), HALF);
    }

    /** 2048 + 1 and 4096 + 1 need more digits than the short types have: the sum shows in which one it was computed. */
    private GpuCase sumHeldTo(DType precision) {
        NetworkBuilder net = network("sum_held_to_" + precision.torchName());
        Values x = Values.whole(DType.FLOAT32, List.of(4L), 2048, 2048, 4096, 4096);
        Values y = Values.whole(DType.FLOAT32, List.of(4L), 1, 1, 1, 1);
        NetworkTensor left = net.input("x", type(DType.FLOAT32, 4), false);
        NetworkTensor right = net.input("y", type(DType.FLOAT32, 4), false);
        net.computingIn(Optional.of(precision));
        NetworkTensor sum = net.add(new Layer.ElementWise(left, right, ElementWiseOperation.SUM));
        // What leaves the network is float32 in any case; the sum itself must not be what leaves.
        net.computingIn(Optional.of(DType.FLOAT32));
        net.output("output0", net.add(new Layer.Activation(sum, ActivationType.RELU, 0, 0)));
        Values rounded = Values.of(precision, List.of(4L), i -> x.at(i) + y.at(i));
        CompilationSettings choice = exact.with(PrecisionSettings.TYPING, Typing.BUILDERS_CHOICE)
                .with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16));
        return new GpuCase(net.build(), new BuildSettings(choice, List.of(), timings, true), Map.of("x", x, "y", y),
                output(Values.of(DType.FLOAT32, List.of(4L), rounded::at)), FULL);
    }

    private static NetworkTensor convolve(NetworkBuilder net, NetworkTensor in, Values kernel, Values bias) {
        Window window = new Window(List.of(3L, 3L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L));
        return net.add(new Layer.Convolution(in, new Operand.Weights(kernel.weight("kernel")),
                Optional.of(new Operand.Weights(bias.weight("bias"))), window, 1));
    }

    private static Values convolved(Values x, Values kernel, Values bias) {
        return Values.of(x.dtype(), List.of(2L, 4L, 6L, 6L), i -> {
            int column = i % 6;
            int row = i / 6 % 6;
            int map = i / 36 % 4;
            int batch = i / 144;
            double sum = bias.at(map);
            for (int c = 0; c < 3; c++) {
                for (int dy = 0; dy < 3; dy++) {
                    for (int dx = 0; dx < 3; dx++) {
                        int y = row + dy - 1;
                        int z = column + dx - 1;
                        if (y >= 0 && y < 6 && z >= 0 && z < 6) {
                            sum += x.at(batch, c, y, z) * kernel.at(map, c, dy, dx);
                        }
                    }
                }
            }
            return Math.max(sum, 0);
        });
    }

    private static InputRange range(String input, List<Long> min, List<Long> opt, List<Long> max) {
        return new InputRange(input, List.of(new ShapeRange(min, opt, max)));
    }

    private GpuCase linear() {
        NetworkBuilder net = network("linear_dynamic_batch");
        Values x = Values.wave(DType.FLOAT32, 3, 8);
        Values weight = Values.wave(DType.FLOAT32, 4, 8);
        linearLayers(net, weight);
        return new GpuCase(net.build(), settings(range("x", List.of(1L, 8L), List.of(4L, 8L), List.of(8L, 8L))),
                Map.of("x", x), output(multiplied(x, weight)), FULL);
    }

    private GpuCase twoProfiles() {
        NetworkBuilder net = network("linear_two_profiles");
        Values x = Values.wave(DType.FLOAT32, 40, 8);
        Values weight = Values.wave(DType.FLOAT32, 4, 8);
        linearLayers(net, weight);
        InputRange range = new InputRange("x", List.of(
                new ShapeRange(List.of(1L, 8L), List.of(1L, 8L), List.of(2L, 8L)),
                new ShapeRange(List.of(16L, 8L), List.of(32L, 8L), List.of(64L, 8L))));
        return new GpuCase(net.build(), settings(range), Map.of("x", x), output(multiplied(x, weight)), FULL);
    }

    private static void linearLayers(NetworkBuilder net, Values weight) {
        NetworkTensor in = net.input("x", type(DType.FLOAT32, -1, 8), false);
        NetworkTensor w = net.add(new Layer.Constant(weight.weight("weight")));
        net.output("output0", net.add(new Layer.MatrixMultiply(in, MatrixOperation.NONE, w, MatrixOperation.TRANSPOSE)));
    }

    private static Values multiplied(Values x, Values weight) {
        return Values.of(DType.FLOAT32, List.of(x.shape().getFirst(), 4L), i -> {
            double sum = 0;
            for (int k = 0; k < 8; k++) {
                sum += x.at(i / 4, k) * weight.at(i % 4, k);
            }
            return sum;
        });
    }

    private GpuCase layerNorm(DType dtype, double tolerance) {
        NetworkBuilder net = network("layer_norm_" + dtype.torchName());
        Values x = Values.wave(dtype, 2, 5, 16);
        Values scale = Values.wave(dtype, 1, 1, 16);
        Values bias = Values.of(dtype, List.of(1L, 1L, 16L), i -> i * 0.125);
        NetworkTensor in = net.input("x", type(dtype, 2, 5, 16), false);
        net.output("output0", net.add(new Layer.Normalization(in, net.add(new Layer.Constant(scale.weight("scale"))),
                net.add(new Layer.Constant(bias.weight("bias"))),
                new Layer.NormalizationRule(List.of(2), 1e-5, 1, DType.FLOAT32))));
        Values expected = Values.of(dtype, x.shape(), i -> {
            int row = i / 16;
            double mean = 0;
            for (int k = 0; k < 16; k++) {
                mean += x.data()[row * 16 + k] / 16;
            }
            double variance = 0;
            for (int k = 0; k < 16; k++) {
                variance += Math.pow(x.data()[row * 16 + k] - mean, 2) / 16;
            }
            return (x.data()[i] - mean) / Math.sqrt(variance + 1e-5) * scale.data()[i % 16] + bias.data()[i % 16];
        });
        return new GpuCase(net.build(), settings(), Map.of("x", x), output(expected), tolerance);
    }

    private GpuCase attention(DType dtype, double tolerance) {
        NetworkBuilder net = network("attention_" + dtype.torchName());
        Values q = Values.wave(dtype, 1, 2, 8, 16);
        NetworkTensor query = net.input("q", type(dtype, 1, 2, 8, 16), false);
        NetworkTensor factor = net.add(new Layer.Constant(
                new WeightSource.Reals(List.of(0.25), List.of(1L, 1L, 1L, 1L), dtype)));
        NetworkTensor scaled = net.add(new Layer.ElementWise(query, factor, ElementWiseOperation.PROD));
        NetworkTensor scores = net.add(new Layer.MatrixMultiply(
                scaled, MatrixOperation.NONE, query, MatrixOperation.TRANSPOSE));
        NetworkTensor weights = net.add(new Layer.SoftMax(scores, 3));
        net.output("output0",
                net.add(new Layer.MatrixMultiply(weights, MatrixOperation.NONE, query, MatrixOperation.NONE)));
        Values expected = Values.of(dtype, q.shape(), i -> {
            int channel = i % 16;
            int row = i / 16 % 8;
            int head = i / 128;
            double total = 0;
            double sum = 0;
            for (int other = 0; other < 8; other++) {
                double score = 0;
                for (int k = 0; k < 16; k++) {
                    score += q.at(0, head, row, k) * q.at(0, head, other, k) * 0.25;
                }
                total += Math.exp(score);
                sum += Math.exp(score) * q.at(0, head, other, channel);
            }
            return sum / total;
        });
        return new GpuCase(net.build(), settings(), Map.of("q", q), output(expected), tolerance);
    }

    private GpuCase slicesAndGather() {
        NetworkBuilder net = network("slice_gather_concat_transpose");
        Values x = Values.wave(DType.FLOAT32, 4, 6);
        Values indices = Values.whole(DType.INT64, List.of(3L), 2, 0, 3);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 4, 6), false);
        NetworkTensor rows = net.input("indices", type(DType.INT64, 3), false);
        NetworkTensor gathered = net.add(new Layer.Gather(in, rows, GatherMode.DEFAULT, 0, 0));
        NetworkTensor sliced = net.add(new Layer.Slice(in, Extents.of(0, 5), Extents.of(3, 3), Extents.of(1, -2),
                Layer.SliceEdge.STRICT));
        NetworkTensor joined = net.add(new Layer.Concatenation(List.of(gathered, sliced), 1));
        net.output("output0",
                net.add(new Layer.Shuffle(joined, List.of(1, 0), Optional.empty(), true, List.of())));
        long[] picked = {2, 0, 3};
        Values expected = Values.of(DType.FLOAT32, List.of(9L, 3L), i -> {
            int column = i / 3;
            int row = i % 3;
            return column < 6 ? x.at(picked[row], column) : x.at(row, 5 - 2 * (column - 6));
        });
        return new GpuCase(net.build(), settings(), Map.of("x", x, "indices", indices), output(expected), 0);
    }

    private GpuCase dynamicReshape() {
        NetworkBuilder net = network("dynamic_reshape_by_shape");
        Values x = Values.wave(DType.FLOAT32, 3, 4);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, -1, 4), false);
        NetworkTensor shape = net.add(new Layer.Shape(in));
        NetworkTensor batch = net.add(new Layer.Slice(shape, Extents.of(0), Extents.of(1), Extents.of(1),
                Layer.SliceEdge.STRICT));
        NetworkTensor rest = net.add(new Layer.Constant(
                new WeightSource.Integers(List.of(2L, 2L), List.of(2L), DType.INT64)));
        NetworkTensor wanted = net.add(new Layer.Concatenation(List.of(batch, rest), 0));
        net.output("output0", net.add(new Layer.Shuffle(in, List.of(),
                Optional.of(new Extents.Computed(wanted, List.of(-1L, 2L, 2L))), false, List.of(0, 2, 1))));
        Values expected = Values.of(DType.FLOAT32, List.of(3L, 2L, 2L), i -> x.at(i / 4, i % 2 * 2 + i / 2 % 2));
        return new GpuCase(net.build(), settings(range("x", List.of(1L, 4L), List.of(2L, 4L), List.of(8L, 4L))),
                Map.of("x", x), output(expected), 0);
    }

    private GpuCase nonZero() {
        NetworkBuilder net = network("non_zero_data_dependent");
        Values x = Values.whole(DType.INT32, List.of(2L, 3L), 0, 5, 0, 7, 0, 9);
        NetworkTensor in = net.input("x", type(DType.INT32, 2, 3), false);
        NetworkTensor bools = net.add(new Layer.Cast(in, DType.BOOL));
        net.output("output0", net.add(new Layer.NonZero(bools)));
        return new GpuCase(net.build(), settings(), Map.of("x", x),
                output(Values.whole(DType.INT32, List.of(2L, 3L), 0, 1, 1, 1, 0, 2)), 0);
    }

    private GpuCase topK() {
        NetworkBuilder net = network("top_k");
        Values x = Values.whole(DType.FLOAT32, List.of(2L, 4L), 3, 1, 4, 2, 9, 7, 8, 6);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 2, 4), false);
        List<NetworkTensor> both = net.addAll(new Layer.TopK(in, TopKOperation.MAX, Extents.of(2), 1));
        net.output("output0", both.get(0));
        net.output("output1", both.get(1));
        return new GpuCase(net.build(), settings(), Map.of("x", x),
                List.of(new GpuCase.Expected("output0", Values.whole(DType.FLOAT32, List.of(2L, 2L), 4, 3, 9, 8)),
                        new GpuCase.Expected("output1", Values.whole(DType.INT32, List.of(2L, 2L), 2, 0, 0, 2))), 0);
    }

    /** Running sum over the rows: state, iterator, stacked and last values. */
    private GpuCase loop() {
        NetworkBuilder net = network("loop_running_sum");
        Values x = Values.whole(DType.FLOAT32, List.of(3L, 2L), 1, 2, 3, 4, 5, 6);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 3, 2), false);
        NetworkTensor count = net.add(new Layer.Constant(new WeightSource.Integers(List.of(3L), List.of(), DType.INT32)));
        NetworkTensor zero = net.add(new Layer.Constant(
                new WeightSource.Reals(List.of(0.0, 0.0), List.of(2L), DType.FLOAT32)));
        NetworkTensor state = net.tensor(type(DType.FLOAT32, 2));
        NetworkTensor row = net.tensor(type(DType.FLOAT32, 2));
        List<NamedLayer> body = new ArrayList<>();
        NetworkTensor sum = net.inside(body,
                () -> net.add(new Layer.ElementWise(state, row, ElementWiseOperation.SUM)));
        List<NetworkTensor> results = net.addAll(new Layer.Loop(TripLimit.COUNT, count, new LoopBody(
                List.of(new LoopBody.Recurrence(state, zero, sum)),
                List.of(new LoopBody.Iterator(row, in, 0, false)), body,
                List.of(new LoopBody.Result(state, LoopOutputKind.LAST_VALUE, 0, Optional.empty()),
                        new LoopBody.Result(sum, LoopOutputKind.CONCATENATE, 0, Optional.of(count))))));
        net.output("output0", results.get(0));
        net.output("output1", results.get(1));
        return new GpuCase(net.build(), settings(), Map.of("x", x),
                List.of(new GpuCase.Expected("output0", Values.whole(DType.FLOAT32, List.of(2L), 9, 12)),
                        new GpuCase.Expected("output1",
                                Values.whole(DType.FLOAT32, List.of(3L, 2L), 1, 2, 4, 6, 9, 12))), 0);
    }

    private GpuCase conditional() {
        NetworkBuilder net = network("conditional");
        Values x = Values.wave(DType.FLOAT32, 4);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 4), false);
        NetworkTensor flag = net.input("flag", type(DType.BOOL), false);
        NetworkTensor inside = net.tensor(type(DType.FLOAT32, 4));
        List<NamedLayer> yes = new ArrayList<>();
        List<NamedLayer> no = new ArrayList<>();
        NetworkTensor negated = net.inside(yes, () -> net.add(new Layer.Unary(inside, UnaryOperation.NEG)));
        NetworkTensor doubled = net.inside(no,
                () -> net.add(new Layer.ElementWise(inside, inside, ElementWiseOperation.SUM)));
        net.output("output0", net.add(new Layer.IfConditional(flag, List.of(new Layer.Capture(inside, in)),
                new Layer.Branch(yes, List.of(negated)), new Layer.Branch(no, List.of(doubled)))));
        return new GpuCase(net.build(), settings(),
                Map.of("x", x, "flag", Values.whole(DType.BOOL, List.of(), 0)),
                output(Values.of(DType.FLOAT32, List.of(4L), i -> 2 * x.at(i))), 0);
    }

    /** A size of the program enters as a value and decides an output's extent. */
    private GpuCase sizeAsInput() {
        NetworkBuilder net = network("size_as_input");
        Values x = Values.wave(DType.FLOAT32, 1, 3);
        NetworkTensor in = net.input("x", type(DType.FLOAT32, 1, 3), false);
        NetworkTensor size = net.input("n", type(DType.INT64, 1), true);
        NetworkTensor three = net.add(new Layer.Constant(new WeightSource.Integers(List.of(3L), List.of(1L), DType.INT64)));
        NetworkTensor wanted = net.add(new Layer.Concatenation(List.of(size, three), 0));
        net.output("output0", net.add(new Layer.Slice(in, Extents.of(0, 0),
                new Extents.Computed(wanted, List.of(-1L, 3L)), Extents.of(0, 1), Layer.SliceEdge.STRICT)));
        return new GpuCase(net.build(),
                settings(range("n", List.of(1L), List.of(4L), List.of(8L)),
                        range("x", List.of(1L, 3L), List.of(1L, 3L), List.of(1L, 3L))),
                Map.of("x", x, "n", Values.whole(DType.INT64, List.of(1L), 5)),
                output(Values.of(DType.FLOAT32, List.of(5L, 3L), i -> x.at(0, i % 3))), 0);
    }

    private GpuCase bools() {
        NetworkBuilder net = network("compare_and_select");
        Values x = Values.whole(DType.INT64, List.of(4L), 1, 5, 3, 7);
        NetworkTensor in = net.input("x", type(DType.INT64, 4), false);
        NetworkTensor four = net.add(new Layer.Constant(new WeightSource.Integers(List.of(4L), List.of(1L), DType.INT64)));
        NetworkTensor larger = net.add(new Layer.ElementWise(in, four, ElementWiseOperation.GREATER));
        net.output("output0", larger);
        net.output("output1", net.add(new Layer.Select(larger, in, four)));
        return new GpuCase(net.build(), settings(), Map.of("x", x),
                List.of(new GpuCase.Expected("output0", Values.whole(DType.BOOL, List.of(4L), 0, 1, 0, 1)),
                        new GpuCase.Expected("output1", Values.whole(DType.INT64, List.of(4L), 4, 5, 4, 7))), 0);
    }
}
