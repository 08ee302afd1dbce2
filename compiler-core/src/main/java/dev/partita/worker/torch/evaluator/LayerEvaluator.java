package dev.partita.worker.torch.evaluator;

import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What each layer computes, said in torch's operators. */
final class LayerEvaluator {

    private final Aten aten;
    private final SliceEvaluator slices;
    private final IndexEvaluator indices;
    private final SpatialEvaluator spatial;
    private final ControlFlowEvaluator control;
    private final ActivationEvaluator activations;
    private final ReductionEvaluator reductions;
    private final FillEvaluator fills;
    private final ScaleEvaluator scales;

    LayerEvaluator(Aten aten) {
        this.aten = aten;
        slices = new SliceEvaluator(aten);
        indices = new IndexEvaluator(aten);
        spatial = new SpatialEvaluator(aten);
        control = new ControlFlowEvaluator(aten);
        activations = new ActivationEvaluator(aten);
        reductions = new ReductionEvaluator(aten);
        fills = new FillEvaluator(aten);
        scales = new ScaleEvaluator(aten);
    }

    List<Tensor> run(Layer layer, NetworkEvaluator.Scope scope) {
        return switch (layer) {
            case Layer.TopK topK -> reductions.topK(topK, scope);
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
            case Layer.Reduce reduce -> reductions.reduce(reduce, scope.get(reduce.input()));
            case Layer.Fill fill -> fills.fill(fill, scope);
            case Layer.Shape(NetworkTensor input) -> {
                List<Long> dims = Aten.dims(scope.get(input));
                yield aten.tensor(new WeightSource.Integers(dims, List.of((long) dims.size()), DType.INT64));
            }
            case Layer.SoftMax(NetworkTensor input, int axis) -> aten.call("_softmax", scope.get(input), (long) axis, false);
            case Layer.Normalization normalization -> scales.normalization(normalization, scope);
            case Layer.Scale scale -> scales.scale(scale, scope.get(scale.input()));
            case Layer.MatrixMultiply multiply -> multiply(multiply, scope);
            case Layer.Convolution convolution -> spatial.convolution(convolution, scope);
            case Layer.Deconvolution deconvolution -> spatial.deconvolution(deconvolution, scope);
            case Layer.Pooling pooling -> spatial.pooling(pooling, scope.get(pooling.input()));
            case Layer.Resize resize -> spatial.resize(resize, scope);
            case Layer.GridSample gridSample -> spatial.gridSample(gridSample, scope);
            case Layer.Quantize quantize -> scales.quantize(quantize, scope);
            case Layer.Dequantize dequantize -> scales.dequantize(dequantize, scope);
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
}
