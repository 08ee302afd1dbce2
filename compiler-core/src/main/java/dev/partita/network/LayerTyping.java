package dev.partita.network;

import static dev.partita.network.ElementTypes.require;
import static dev.partita.network.ElementTypes.requireBool;
import static dev.partita.network.ElementTypes.requireFloat;
import static dev.partita.network.ElementTypes.requireIndex;
import static dev.partita.network.ElementTypes.requireNumber;
import static dev.partita.network.ElementTypes.requireSame;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Element types and extents of what each layer makes, by the rules of strongly typed networks. Throws
 * {@link NetworkException} where TensorRT would refuse the layer.
 */
public final class LayerTyping {

    private LayerTyping() {}

    public static List<TensorType> outputs(Layer layer) {
        return switch (layer) {
            case Layer.TopK topK -> topK(topK);
            case Layer.Loop loop -> ControlFlowTyping.loop(loop);
            case Layer.IfConditional conditional -> ControlFlowTyping.conditional(conditional);
            case Layer.Assertion assertion -> {
                requireBool(layer, assertion.condition());
                yield List.of();
            }
            case Layer.SingleOutput single -> List.of(output(single));
        };
    }

    private static TensorType output(Layer.SingleOutput layer) {
        return switch (layer) {
            case Layer.Constant(WeightSource weights) -> {
                require(ElementTypes.ALL.contains(weights.dtype()), layer, "TensorRT has no " + weights.dtype().torchName());
                yield weights.type();
            }
            case Layer.Cast(NetworkTensor input, DType to) -> {
                require(ElementTypes.ALL.contains(to), layer, "TensorRT has no " + to.torchName());
                yield input.type().withDtype(to);
            }
            case Layer.Identity(NetworkTensor input) -> input.type();
            case Layer.ElementWise elementWise -> ElementWiseTyping.elementWise(elementWise);
            case Layer.Unary unary -> ElementWiseTyping.unary(unary);
            case Layer.Activation activation -> {
                requireFloat(layer, activation.input());
                yield activation.input().type();
            }
            case Layer.ParametricRelu(NetworkTensor input, NetworkTensor slopes) -> {
                requireFloat(layer, input);
                requireSame(layer, input, slopes);
                yield input.type().withDims(ElementWiseTyping.broadcast(layer, input.dims(), slopes.dims()));
            }
            case Layer.Shuffle shuffle -> ShuffleTyping.output(shuffle);
            case Layer.Slice slice -> slice(slice);
            case Layer.Concatenation concatenation -> concatenation(concatenation);
            case Layer.Gather gather -> IndexTyping.gather(gather);
            case Layer.Scatter scatter -> IndexTyping.scatter(scatter);
            case Layer.Select(NetworkTensor condition, NetworkTensor whenTrue, NetworkTensor whenFalse) -> {
                requireBool(layer, condition);
                requireSame(layer, whenTrue, whenFalse);
                List<Long> dims = ElementWiseTyping.broadcast(layer, whenTrue.dims(), whenFalse.dims());
                yield whenTrue.type().withDims(ElementWiseTyping.broadcast(layer, condition.dims(), dims));
            }
            case Layer.NonZero(NetworkTensor input) ->
                new TensorType(DType.INT32, List.of((long) input.rank(), TensorType.DYNAMIC));
            case Layer.Reduce reduce -> reduce(reduce);
            case Layer.Fill fill -> fill(fill);
            case Layer.Shape(NetworkTensor input) -> new TensorType(DType.INT64, List.of((long) input.rank()));
            case Layer.SoftMax softMax -> {
                requireFloat(layer, softMax.input());
                requireAxis(layer, softMax.input(), softMax.axis());
                yield softMax.input().type();
            }
            case Layer.Normalization normalization -> normalization(normalization);
            case Layer.Scale scale -> scale(scale);
            case Layer.MatrixMultiply multiply -> MatrixTyping.output(multiply);
            case Layer.Convolution convolution -> SpatialTyping.convolution(convolution);
            case Layer.Deconvolution deconvolution -> SpatialTyping.deconvolution(deconvolution);
            case Layer.Pooling pooling -> SpatialTyping.pooling(pooling);
            case Layer.Resize resize -> SpatialTyping.resize(resize);
            case Layer.GridSample gridSample -> SpatialTyping.gridSample(gridSample);
            case Layer.Quantize quantize -> {
                requireFloat(layer, quantize.input());
                yield quantize.input().type().withDtype(quantize.to());
            }
            case Layer.Dequantize dequantize -> dequantize.input().type().withDtype(dequantize.to());
            case Layer.OneHot(NetworkTensor indices, NetworkTensor values, NetworkTensor _, int axis) -> {
                requireIndex(layer, indices);
                List<Long> dims = new ArrayList<>(indices.dims());
                dims.add(axis < 0 ? axis + dims.size() + 1 : axis, TensorType.DYNAMIC);
                yield new TensorType(values.dtype(), dims);
            }
            case Layer.Einsum einsum -> MatrixTyping.einsum(einsum);
        };
    }

    private static TensorType slice(Layer.Slice layer) {
        int rank = layer.input().rank();
        require(layer.start().known().size() == rank, layer, "start needs " + rank + " numbers");
        require(layer.size().known().size() == rank, layer, "size needs " + rank + " numbers");
        require(layer.stride().known().size() == rank, layer, "stride needs " + rank + " numbers");
        layer.edge().fill().ifPresent(fill -> requireSame(layer, layer.input(), fill));
        return layer.input().type().withDims(layer.size().known());
    }

    private static TensorType concatenation(Layer.Concatenation layer) {
        NetworkTensor first = layer.inputs().getFirst();
        requireAxis(layer, first, layer.axis());
        List<Long> dims = new ArrayList<>(first.dims());
        long total = 0;
        for (NetworkTensor input : layer.inputs()) {
            requireSame(layer, first, input);
            require(input.rank() == first.rank(), layer, "ranks differ: " + first.type() + " and " + input.type());
            for (int axis = 0; axis < dims.size(); axis++) {
                if (axis != layer.axis()) {
                    dims.set(axis, ElementWiseTyping.agreed(layer, dims.get(axis), input.dim(axis)));
                }
            }
            long extent = input.dim(layer.axis());
            total = total < 0 || extent < 0 ? TensorType.DYNAMIC : total + extent;
        }
        dims.set(layer.axis(), total);
        return new TensorType(first.dtype(), dims);
    }

    private static TensorType reduce(Layer.Reduce layer) {
        requireNumber(layer, layer.input());
        require(!layer.axes().isEmpty(), layer, "nothing to reduce over");
        List<Long> dims = new ArrayList<>();
        for (int axis = 0; axis < layer.input().rank(); axis++) {
            if (!layer.axes().contains(axis)) {
                dims.add(layer.input().dim(axis));
            } else if (layer.keepDims()) {
                dims.add(1L);
            }
        }
        return layer.input().type().withDims(dims);
    }

    private static List<TensorType> topK(Layer.TopK layer) {
        requireNumber(layer, layer.input());
        require(layer.axis() >= layer.input().rank() - 4, layer, "only the last four axes can be searched");
        requireAxis(layer, layer.input(), layer.axis());
        List<Long> dims = new ArrayList<>(layer.input().dims());
        dims.set(layer.axis(), layer.k().known().getFirst());
        return List.of(layer.input().type().withDims(dims), new TensorType(DType.INT32, dims));
    }

    private static TensorType fill(Layer.Fill layer) {
        boolean random = layer.operation() != FillOperation.LINSPACE;
        require(
                random
                        ? ElementTypes.FLOATS.contains(layer.dtype())
                        : layer.dtype() == DType.FLOAT32 || ElementTypes.INDICES.contains(layer.dtype()),
                layer,
                "cannot fill " + layer.dtype().torchName());
        return new TensorType(layer.dtype(), layer.dimensions().known());
    }

    private static TensorType normalization(Layer.Normalization layer) {
        requireFloat(layer, layer.input());
        requireSame(layer, layer.input(), layer.scale());
        requireSame(layer, layer.input(), layer.bias());
        require(layer.scale().rank() == layer.input().rank(), layer, "scale needs rank " + layer.input().rank());
        require(layer.bias().rank() == layer.input().rank(), layer, "bias needs rank " + layer.input().rank());
        return layer.input().type();
    }

    private static TensorType scale(Layer.Scale layer) {
        requireFloat(layer, layer.input());
        require(layer.input().rank() >= 4, layer, "scale needs rank 4 or more, it is " + layer.input().type());
        for (var weights : List.of(layer.shift(), layer.scale())) {
            weights.ifPresent(source -> require(
                    source.dtype() == layer.input().dtype(), layer, "weights must have the input's element type"));
        }
        return layer.input().type();
    }

    static void requireAxis(Layer layer, NetworkTensor tensor, int axis) {
        require(axis >= 0 && axis < tensor.rank(), layer, "no axis " + axis + " in " + tensor.type());
    }
}
