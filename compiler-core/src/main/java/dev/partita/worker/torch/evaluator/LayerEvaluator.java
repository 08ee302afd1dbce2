package dev.partita.worker.torch.evaluator;

import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.TopKOperation;
import dev.partita.network.UnaryOperation;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What each layer computes, said in torch's operators. */
final class LayerEvaluator {

    private final Aten aten;
    private final SliceEvaluator slices;
    private final IndexEvaluator indices;
    private final SpatialEvaluator spatial;
    private final ControlFlowEvaluator control;
    private final ActivationEvaluator activations;

    LayerEvaluator(Aten aten) {
        this.aten = aten;
        slices = new SliceEvaluator(aten);
        indices = new IndexEvaluator(aten);
        spatial = new SpatialEvaluator(aten);
        control = new ControlFlowEvaluator(aten);
        activations = new ActivationEvaluator(aten);
    }

    List<Tensor> run(Layer layer, NetworkEvaluator.Scope scope) {
        return switch (layer) {
            case Layer.TopK topK -> topK(topK, scope);
            case Layer.Loop loop -> control.loop(loop, scope);
            case Layer.IfConditional conditional -> control.conditional(conditional, scope);
            case Layer.Assertion assertion -> {
                if (!scope.get(assertion.condition()).item_bool()) {
                    throw new IllegalStateException(assertion.message());
                }
                yield List.of();
            }
            case Layer.SingleOutput single -> List.of(output(single, scope));
        };
    }

    private Tensor output(Layer.SingleOutput layer, NetworkEvaluator.Scope scope) {
        return switch (layer) {
            case Layer.Constant(WeightSource weights) -> aten.tensor(weights);
            case Layer.Cast(NetworkTensor input, DType to) -> aten.cast(scope.get(input), to);
            case Layer.Identity(NetworkTensor input) -> scope.get(input);
            case Layer.ElementWise(NetworkTensor left, NetworkTensor right, ElementWiseOperation operation) ->
                elementWise(scope.get(left), scope.get(right), operation);
            case Layer.Unary(NetworkTensor input, UnaryOperation operation) -> unary(scope.get(input), operation);
            case Layer.Activation activation -> activations.run(activation, scope.get(activation.input()));
            case Layer.ParametricRelu(NetworkTensor input, NetworkTensor slopes) -> {
                Tensor x = scope.get(input);
                Tensor below = aten.call("mul.Tensor", x, scope.get(slopes));
                yield aten.call("where.self", aten.call("ge.Scalar", x, 0L), x, below);
            }
            case Layer.Shuffle shuffle -> shuffle(shuffle, scope);
            case Layer.Slice slice -> slices.run(slice, scope);
            case Layer.Concatenation(List<NetworkTensor> inputs, int axis) ->
                aten.call("cat", inputs.stream().map(scope::get).toList(), (long) axis);
            case Layer.Gather gather -> indices.gather(gather, scope);
            case Layer.Scatter scatter -> indices.scatter(scatter, scope);
            case Layer.Select(NetworkTensor condition, NetworkTensor whenTrue, NetworkTensor whenFalse) ->
                aten.call("where.self", scope.get(condition), scope.get(whenTrue), scope.get(whenFalse));
            case Layer.NonZero(NetworkTensor input) ->
                aten.cast(aten.call("t", aten.call("nonzero", scope.get(input))), DType.INT32);
            case Layer.Reduce reduce -> reduce(reduce, scope.get(reduce.input()));
            case Layer.Fill fill -> fill(fill, scope);
            case Layer.Shape(NetworkTensor input) -> {
                List<Long> dims = Aten.dims(scope.get(input));
                yield aten.tensor(new WeightSource.Integers(dims, List.of((long) dims.size()), DType.INT64));
            }
            case Layer.SoftMax(NetworkTensor input, int axis) -> aten.call("_softmax", scope.get(input), (long) axis, false);
            case Layer.Normalization normalization -> normalization(normalization, scope);
            case Layer.Scale scale -> scale(scale, scope.get(scale.input()));
            case Layer.MatrixMultiply multiply -> multiply(multiply, scope);
            case Layer.Convolution convolution -> spatial.convolution(convolution, scope);
            case Layer.Deconvolution deconvolution -> spatial.deconvolution(deconvolution, scope);
            case Layer.Pooling pooling -> spatial.pooling(pooling, scope.get(pooling.input()));
            case Layer.Resize resize -> spatial.resize(resize, scope);
            case Layer.GridSample gridSample -> spatial.gridSample(gridSample, scope);
            case Layer.Quantize quantize -> quantize(quantize, scope);
            case Layer.Dequantize(NetworkTensor input, NetworkTensor scale, Optional<Integer> axis, DType to) -> {
                Tensor x = scope.get(input);
                Tensor factors = aten.cast(perAxis(scope.get(scale), axis, x), DType.FLOAT32);
                yield aten.cast(aten.call("mul.Tensor", aten.cast(x, DType.FLOAT32), factors), to);
            }
            case Layer.OneHot oneHot -> indices.oneHot(oneHot, scope);
            case Layer.Einsum(List<NetworkTensor> inputs, String equation) ->
                aten.call("einsum", equation, inputs.stream().map(scope::get).toList());
        };
    }

    private Tensor elementWise(Tensor left, Tensor right, ElementWiseOperation operation) {
        return switch (operation) {
            case SUM -> aten.call("add.Tensor", left, right);
            case PROD -> aten.call("mul.Tensor", left, right);
            case MAX -> aten.call("maximum", left, right);
            case MIN -> aten.call("minimum", left, right);
            case SUB -> aten.call("sub.Tensor", left, right);
            case DIV -> Aten.dtype(left).isFloatingPoint()
                    ? aten.call("div.Tensor", left, right)
                    : aten.callAll("div.Tensor_mode", Map.of("rounding_mode", "trunc"), left, right).getFirst();
            case POW -> aten.call("pow.Tensor_Tensor", left, right);
            case FLOOR_DIV ->
                aten.callAll("div.Tensor_mode", Map.of("rounding_mode", "floor"), left, right).getFirst();
            case AND -> aten.call("logical_and", left, right);
            case OR -> aten.call("logical_or", left, right);
            case XOR -> aten.call("logical_xor", left, right);
            case EQUAL -> aten.call("eq.Tensor", left, right);
            case GREATER -> aten.call("gt.Tensor", left, right);
            case LESS -> aten.call("lt.Tensor", left, right);
        };
    }

    private Tensor unary(Tensor x, UnaryOperation operation) {
        return switch (operation) {
            case RECIP -> aten.call("reciprocal", x);
            case NOT -> aten.call("logical_not", x);
            case EXP, LOG, SQRT, ABS, NEG, SIN, COS, TAN, SINH, COSH, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, CEIL, FLOOR,
                    ERF, SIGN, ROUND, ISINF, ISNAN ->
                aten.call(operation.name().toLowerCase(Locale.ROOT), x);
        };
    }

    private Tensor shuffle(Layer.Shuffle layer, NetworkEvaluator.Scope scope) {
        Tensor x = permuted(scope.get(layer.input()), layer.firstTranspose());
        if (layer.reshape().isPresent()) {
            List<Long> dims = new ArrayList<>(numbers(layer.reshape().get(), scope));
            for (int axis = 0; axis < dims.size(); axis++) {
                if (dims.get(axis) == 0 && layer.zeroIsPlaceholder()) {
                    dims.set(axis, x.size(axis));
                }
            }
            x = aten.call("reshape", x, dims);
        }
        return permuted(x, layer.secondTranspose());
    }

    private Tensor permuted(Tensor x, List<Integer> order) {
        return order.isEmpty() ? x : aten.call("permute", x, order.stream().map(Integer::longValue).toList());
    }

    /** The numbers of a fixed or computed list. */
    static List<Long> numbers(Extents extents, NetworkEvaluator.Scope scope) {
        return switch (extents) {
            case Extents.Fixed(List<Long> known) -> known;
            case Extents.Computed(NetworkTensor tensor, List<Long> known) -> {
                Tensor values = scope.get(tensor);
                List<Long> numbers = new ArrayList<>();
                for (long i = 0; i < values.numel(); i++) {
                    numbers.add(values.select(0, i).item_long());
                }
                for (int i = 0; i < known.size(); i++) {
                    if (known.get(i) >= 0 && !known.get(i).equals(numbers.get(i))) {
                        throw new IllegalStateException("declared " + known + ", computed " + numbers);
                    }
                }
                yield numbers;
            }
        };
    }

    private Tensor reduce(Layer.Reduce layer, Tensor x) {
        List<Long> axes = layer.axes().stream().map(Integer::longValue).toList();
        boolean empty = axes.stream().anyMatch(axis -> x.size(axis) == 0);
        if (empty && (layer.operation() == ReduceOperation.MAX || layer.operation() == ReduceOperation.MIN)) {
            return ofNothing(layer, axes, x);
        }
        Tensor reduced = switch (layer.operation()) {
            case SUM -> aten.call("sum.dim_IntList", x, axes, layer.keepDims());
            case AVG -> aten.call("mean.dim", x, axes, layer.keepDims());
            case MAX -> aten.call("amax", x, axes, layer.keepDims());
            case MIN -> aten.call("amin", x, axes, layer.keepDims());
            case PROD -> {
                Tensor product = x;
                for (int i = layer.axes().size() - 1; i >= 0; i--) {
                    product = aten.call("prod.dim_int", product, axes.get(i), layer.keepDims());
                }
                yield product;
            }
        };
        return aten.cast(reduced, Aten.dtype(x));
    }

    /** TensorRT's extremum of no elements: what every element would replace. Torch has none. */
    private Tensor ofNothing(Layer.Reduce layer, List<Long> axes, Tensor x) {
        boolean lowest = layer.operation() == ReduceOperation.MAX;
        Tensor sums = aten.call("sum.dim_IntList", x, axes, layer.keepDims());
        Object value = switch (Aten.dtype(x)) {
            case INT32 -> (long) (lowest ? Integer.MIN_VALUE : Integer.MAX_VALUE);
            case INT64 -> lowest ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> lowest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        };
        return aten.cast(aten.call("full_like", sums, value), Aten.dtype(x));
    }

    private List<Tensor> topK(Layer.TopK layer, NetworkEvaluator.Scope scope) {
        long k = numbers(layer.k(), scope).getFirst();
        boolean largest = layer.operation() == TopKOperation.MAX;
        List<Tensor> found = aten.callAll(
                "topk", Map.of(), scope.get(layer.input()), k, (long) layer.axis(), largest, true);
        return List.of(found.get(0), aten.cast(found.get(1), DType.INT32));
    }

    private Tensor fill(Layer.Fill layer, NetworkEvaluator.Scope scope) {
        List<Long> dims = numbers(layer.dimensions(), scope);
        Tensor alpha = number(layer.alpha(), scope);
        Tensor beta = number(layer.beta(), scope);
        return switch (layer.operation()) {
            case LINSPACE -> {
                Tensor sum = aten.call("expand", aten.cast(alpha, layer.dtype()), dims);
                for (int axis = 0; axis < dims.size(); axis++) {
                    List<Long> along = new ArrayList<>(Collections.nCopies(dims.size(), 1L));
                    along.set(axis, dims.get(axis));
                    Tensor steps = aten.callAll("arange", Map.of("dtype", layer.dtype()), dims.get(axis)).getFirst();
                    Tensor delta = beta.dim() == 0 ? beta : beta.select(0, axis);
                    Tensor moved = aten.call("mul.Tensor", steps, aten.cast(delta, layer.dtype()));
                    sum = aten.call("add.Tensor", sum, aten.call("reshape", moved, along));
                }
                yield sum;
            }
            // Of the right distribution; no reference has TensorRT's very numbers.
            case RANDOM_UNIFORM -> {
                Tensor span = aten.call("sub.Tensor", beta, alpha);
                yield aten.cast(scaled(aten.call("rand", dims), span, alpha), layer.dtype());
            }
            case RANDOM_NORMAL -> aten.cast(scaled(aten.call("randn", dims), beta, alpha), layer.dtype());
        };
    }

    private Tensor scaled(Tensor numbers, Tensor factor, Tensor shift) {
        return aten.call("add.Tensor", aten.call("mul.Tensor", numbers, factor), shift);
    }

    private Tensor number(Layer.FillValue value, NetworkEvaluator.Scope scope) {
        return switch (value) {
            case Layer.FillValue.Fixed(double number) ->
                aten.tensor(new WeightSource.Reals(List.of(number), List.of(), DType.FLOAT64));
            case Layer.FillValue.Computed(NetworkTensor tensor) -> scope.get(tensor);
        };
    }

    /** Layer norm over the axes; with groups, the channels of a group count as normalized, too. */
    private Tensor normalization(Layer.Normalization layer, NetworkEvaluator.Scope scope) {
        Tensor given = scope.get(layer.input());
        Tensor x = aten.cast(given, DType.FLOAT32);
        List<Long> dims = Aten.dims(x);
        List<Long> axes = new ArrayList<>(layer.rule().axes().stream().map(Integer::longValue).toList());
        Tensor scale = aten.cast(scope.get(layer.scale()), DType.FLOAT32);
        Tensor bias = aten.cast(scope.get(layer.bias()), DType.FLOAT32);
        if (layer.rule().groups() > 1) {
            List<Long> grouped = new ArrayList<>(dims);
            grouped.set(1, dims.get(1) / layer.rule().groups());
            grouped.add(1, layer.rule().groups());
            x = aten.call("reshape", x, grouped);
            axes.replaceAll(axis -> axis + 1);
            axes.addFirst(2L);
            scale = aten.call("unsqueeze", scale, 2L);
            bias = aten.call("unsqueeze", bias, 2L);
        }
        Tensor mean = aten.call("mean.dim", x, axes, true);
        Tensor centred = aten.call("sub.Tensor", x, mean);
        Tensor variance = aten.call("mean.dim", aten.call("mul.Tensor", centred, centred), axes, true);
        Tensor deviation = aten.call("sqrt", aten.call("add.Scalar", variance, layer.rule().epsilon()));
        Tensor unit = aten.call("div.Tensor", centred, deviation);
        Tensor result = aten.call("add.Tensor", aten.call("mul.Tensor", unit, scale), bias);
        return aten.cast(aten.call("reshape", result, dims), Aten.dtype(given));
    }

    private Tensor scale(Layer.Scale layer, Tensor x) {
        Tensor result = x;
        if (layer.scale().isPresent()) {
            result = aten.call("mul.Tensor", result, along(layer, aten.tensor(layer.scale().get()), x));
        }
        if (layer.shift().isPresent()) {
            result = aten.call("add.Tensor", result, along(layer, aten.tensor(layer.shift().get()), x));
        }
        return result;
    }

    private Tensor along(Layer.Scale layer, Tensor weights, Tensor x) {
        return switch (layer.mode()) {
            case UNIFORM -> aten.call("reshape", weights, List.of());
            case CHANNEL -> perAxis(weights, Optional.of(layer.channelAxis()), x);
            case ELEMENTWISE -> aten.call("reshape", weights, Aten.dims(x).subList(1, (int) x.dim()));
        };
    }

    /** A vector laid along one axis of {@code like}. */
    private Tensor perAxis(Tensor vector, Optional<Integer> axis, Tensor like) {
        if (axis.isEmpty() || vector.numel() == 1) {
            return vector;
        }
        List<Long> dims = new ArrayList<>(Collections.nCopies((int) like.dim(), 1L));
        dims.set(axis.get(), vector.numel());
        return aten.call("reshape", vector, dims);
    }

    private Tensor multiply(Layer.MatrixMultiply layer, NetworkEvaluator.Scope scope) {
        Tensor left = matrix(scope.get(layer.left()), layer.leftOperation(), -2);
        Tensor right = matrix(scope.get(layer.right()), layer.rightOperation(), -1);
        Tensor product = aten.call("matmul", left, right);
        if (layer.rightOperation() == MatrixOperation.VECTOR) {
            product = aten.call("squeeze.dim", product, -1L);
        }
        return layer.leftOperation() == MatrixOperation.VECTOR
                ? aten.call("squeeze.dim", product, layer.rightOperation() == MatrixOperation.VECTOR ? -1L : -2L)
                : product;
    }

    private Tensor matrix(Tensor x, MatrixOperation operation, long vectorAxis) {
        return switch (operation) {
            case NONE -> x;
            case TRANSPOSE -> aten.call("transpose.int", x, -1L, -2L);
            case VECTOR -> aten.call("unsqueeze", x, vectorAxis);
        };
    }

    private Tensor quantize(Layer.Quantize layer, NetworkEvaluator.Scope scope) {
        Tensor x = aten.cast(scope.get(layer.input()), DType.FLOAT32);
        Tensor scale = aten.cast(perAxis(scope.get(layer.scale()), layer.axis(), x), DType.FLOAT32);
        Tensor steps = aten.call("div.Tensor", x, scale);
        if (layer.to() == DType.INT8) {
            steps = aten.call("clamp", aten.call("round", steps), -128L, 127L);
        } else {
            steps = aten.call("clamp", steps, -448.0, 448.0);
        }
        return aten.cast(steps, layer.to());
    }
}
