package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers of TensorRT 10.6 that Partita emits, under their own names and with their own parameters. One file, because
 * it is read as the list of what a network can say; output types are in {@link LayerTyping}.
 */
public sealed interface Layer {

    /** The tensors that the layer reads, in TensorRT's input order; left-out optional inputs are skipped. */
    List<NetworkTensor> inputs();

    record Constant(WeightSource weights) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of();
        }
    }

    record Cast(NetworkTensor input, DType to) implements OneInput {}

    record Identity(NetworkTensor input) implements OneInput {}

    /** Extents must be equal or one: TensorRT broadcasts ones, never ranks. */
    record ElementWise(NetworkTensor left, NetworkTensor right, ElementWiseOperation operation) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(left, right);
        }
    }

    record Unary(NetworkTensor input, UnaryOperation operation) implements OneInput {}

    record Activation(NetworkTensor input, ActivationType type, double alpha, double beta) implements OneInput {}

    /** {@code slopes} broadcasts to {@code input}, ranks equal. */
    record ParametricRelu(NetworkTensor input, NetworkTensor slopes) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(input, slopes);
        }
    }

    /**
     * Transpose, then reshape, then transpose.
     *
     * @param firstTranspose axis order; empty for none
     * @param reshape new extents, one of them may be -1; none to keep them
     * @param zeroIsPlaceholder whether 0 copies the extent of the same axis instead of meaning "empty"
     */
    record Shuffle(
            NetworkTensor input,
            List<Integer> firstTranspose,
            Optional<Extents> reshape,
            boolean zeroIsPlaceholder,
            List<Integer> secondTranspose)
            implements SingleOutput {
        public Shuffle {
            firstTranspose = List.copyOf(firstTranspose);
            secondTranspose = List.copyOf(secondTranspose);
        }

        @Override
        public List<NetworkTensor> inputs() {
            return joined(List.of(input), reshape.map(Extents::reads).orElse(List.of()));
        }
    }

    /** Extents count in the input's axes; strides may be negative, or 0 to repeat one element. */
    record Slice(NetworkTensor input, Extents start, Extents size, Extents stride, SliceEdge edge) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            List<NetworkTensor> reads = joined(List.of(input), start.reads(), size.reads(), stride.reads());
            return joined(reads, edge.fill().stream().toList());
        }
    }

    /** What a slice does beyond the input's edge; the fill value is a scalar tensor. */
    record SliceEdge(SampleMode mode, Optional<NetworkTensor> fill) {
        public static final SliceEdge STRICT = new SliceEdge(SampleMode.STRICT_BOUNDS, Optional.empty());
    }

    record Concatenation(List<NetworkTensor> inputs, int axis) implements SingleOutput {
        public Concatenation {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * @param axis for DEFAULT and ELEMENT
     * @param elementWiseDims leading axes that data and indices share (DEFAULT: 0 or 1; ND: batch dims)
     */
    record Gather(NetworkTensor data, NetworkTensor indices, GatherMode mode, int axis, int elementWiseDims)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(data, indices);
        }
    }

    /** @param axis for ELEMENT; 0 for ND */
    record Scatter(NetworkTensor data, NetworkTensor indices, NetworkTensor updates, ScatterMode mode, int axis)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(data, indices, updates);
        }
    }

    record Select(NetworkTensor condition, NetworkTensor whenTrue, NetworkTensor whenFalse) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(condition, whenTrue, whenFalse);
        }
    }

    /** Yields indices {@code [rank, count]}, INT32. */
    record NonZero(NetworkTensor input) implements OneInput {}

    record Reduce(NetworkTensor input, ReduceOperation operation, List<Integer> axes, boolean keepDims)
            implements OneInput {
        public Reduce {
            axes = List.copyOf(axes);
        }
    }

    /** Values, then INT32 indices. {@code k} of one element. */
    record TopK(NetworkTensor input, TopKOperation operation, Extents k, int axis) implements Layer {
        @Override
        public List<NetworkTensor> inputs() {
            return joined(List.of(input), k.reads());
        }
    }

    /** Linspace: {@code alpha + sum(index * beta)}, beta one number per axis. Random: between or mean and deviation. */
    record Fill(Extents dimensions, FillOperation operation, DType dtype, FillValue alpha, FillValue beta)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return joined(dimensions.reads(), alpha.reads(), beta.reads());
        }
    }

    /** A parameter of a fill: known, or a tensor (both of them, then). */
    sealed interface FillValue {
        record Fixed(double value) implements FillValue {}

        record Computed(NetworkTensor tensor) implements FillValue {}

        default List<NetworkTensor> reads() {
            return this instanceof Computed(NetworkTensor tensor) ? List.of(tensor) : List.of();
        }
    }

    /** Yields INT64 extents, rank 1. */
    record Shape(NetworkTensor input) implements OneInput {}

    record SoftMax(NetworkTensor input, int axis) implements OneInput {}

    /** Scale and bias have the input's rank, ones where they are shared. */
    record Normalization(NetworkTensor input, NetworkTensor scale, NetworkTensor bias, NormalizationRule rule)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(input, scale, bias);
        }
    }

    /**
     * @param axes reduced axes (layer norm: the last ones; instance and group norm: the spatial ones)
     * @param groups 1 but for group norm
     * @param computePrecision FLOAT32 or FLOAT16: in which statistics are computed; weakly typed networks only
     */
    record NormalizationRule(List<Integer> axes, double epsilon, long groups, DType computePrecision) {
        public NormalizationRule {
            axes = List.copyOf(axes);
        }
    }

    /** {@code input * scale + shift}; left-out weights are 1 and 0. TensorRT's power is never needed. */
    record Scale(
            NetworkTensor input,
            ScaleMode mode,
            Optional<WeightSource> shift,
            Optional<WeightSource> scale,
            int channelAxis)
            implements OneInput {}

    record MatrixMultiply(
            NetworkTensor left, MatrixOperation leftOperation, NetworkTensor right, MatrixOperation rightOperation)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(left, right);
        }
    }

    /** {@code [N, C, spatial...]}; kernel {@code [maps, C / groups, window...]}. */
    record Convolution(NetworkTensor input, Operand kernel, Optional<Operand> bias, Window window, long groups)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return withOperands(input, kernel, bias);
        }
    }

    /** Kernel {@code [C, maps / groups, window...]}; output padding is a smaller {@code postPadding}. */
    record Deconvolution(NetworkTensor input, Operand kernel, Optional<Operand> bias, Window window, long groups)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return withOperands(input, kernel, bias);
        }
    }

    /** @param countExcludesPadding averages divide by the elements that are really there */
    record Pooling(
            NetworkTensor input, PoolingType type, Window window, PaddingMode padding, boolean countExcludesPadding)
            implements OneInput {}

    record Resize(NetworkTensor input, ResizeTarget target, ResizeRule rule) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return target instanceof ResizeTarget.Sized(Extents size) ? joined(List.of(input), size.reads()) : List.of(input);
        }
    }

    /** To what a resize goes: extents of all axes, or factors of all axes. */
    sealed interface ResizeTarget {
        record Sized(Extents size) implements ResizeTarget {}

        record Scaled(List<Double> scales) implements ResizeTarget {
            public Scaled {
                scales = List.copyOf(scales);
            }
        }
    }

    record ResizeRule(
            InterpolationMode mode,
            CoordinateTransformation coordinates,
            ResizeSelector selector,
            ResizeRoundMode rounding,
            double cubicCoefficient) {}

    record GridSample(
            NetworkTensor input,
            NetworkTensor grid,
            InterpolationMode interpolation,
            boolean alignCorners,
            SampleMode sampleMode)
            implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(input, grid);
        }
    }

    /** @param axis channel axis of a per-channel scale; none for one scale */
    record Quantize(NetworkTensor input, NetworkTensor scale, Optional<Integer> axis, DType to) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(input, scale);
        }
    }

    /** @param axis channel axis of a per-channel scale; none for one scale */
    record Dequantize(NetworkTensor input, NetworkTensor scale, Optional<Integer> axis, DType to) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(input, scale);
        }
    }

    /** {@code values} is [off, on]; {@code depth} a scalar. */
    record OneHot(NetworkTensor indices, NetworkTensor values, NetworkTensor depth, int axis) implements SingleOutput {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(indices, values, depth);
        }
    }

    record Einsum(List<NetworkTensor> inputs, String equation) implements SingleOutput {
        public Einsum {
            inputs = List.copyOf(inputs);
        }
    }

    /** Fails the execution with {@code message} when the condition is false; makes nothing. */
    record Assertion(NetworkTensor condition, String message) implements Layer {
        @Override
        public List<NetworkTensor> inputs() {
            return List.of(condition);
        }
    }

    /** A loop with its body; outputs are those of {@link LoopBody#results}. The body may read outer tensors. */
    record Loop(TripLimit limit, NetworkTensor limitValue, LoopBody body) implements Layer {
        @Override
        public List<NetworkTensor> inputs() {
            List<NetworkTensor> reads = new ArrayList<>();
            if (limit == TripLimit.COUNT) {
                reads.add(limitValue);
            }
            body.recurrences().forEach(recurrence -> reads.add(recurrence.initial()));
            body.iterators().forEach(iterator -> reads.add(iterator.source()));
            body.results().forEach(result -> result.length().ifPresent(reads::add));
            return List.copyOf(reads);
        }
    }

    /** A branch with its two bodies; one output per pair of results. Bodies read only captures and their own. */
    record IfConditional(NetworkTensor condition, List<Capture> captures, Branch whenTrue, Branch whenFalse)
            implements Layer {
        public IfConditional {
            captures = List.copyOf(captures);
        }

        @Override
        public List<NetworkTensor> inputs() {
            return joined(List.of(condition), captures.stream().map(Capture::source).toList());
        }
    }

    /** An outer tensor under the name by which both branches read it. */
    record Capture(NetworkTensor variable, NetworkTensor source) {}

    /** One side of a conditional. */
    record Branch(List<NamedLayer> layers, List<NetworkTensor> results) {
        public Branch {
            layers = List.copyOf(layers);
            results = List.copyOf(results);
        }
    }

    /** Most layers make one tensor. */
    sealed interface SingleOutput extends Layer {}

    /** Many of them read one, too. */
    sealed interface OneInput extends SingleOutput {
        NetworkTensor input();

        @Override
        default List<NetworkTensor> inputs() {
            return List.of(input());
        }
    }

    @SafeVarargs
    private static List<NetworkTensor> joined(List<NetworkTensor>... parts) {
        List<NetworkTensor> all = new ArrayList<>();
        for (List<NetworkTensor> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    private static List<NetworkTensor> withOperands(NetworkTensor input, Operand kernel, Optional<Operand> bias) {
        List<NetworkTensor> reads = new ArrayList<>(List.of(input));
        if (kernel instanceof Operand.Computed(NetworkTensor tensor)) {
            reads.add(tensor);
        }
        if (bias.isPresent() && bias.get() instanceof Operand.Computed(NetworkTensor tensor)) {
            reads.add(tensor);
        }
        return List.copyOf(reads);
    }
}
