package dev.partita.worker.trt;

import dev.partita.network.Extents;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ScatterMode;
import dev.partita.network.TensorType;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IActivationLayer;
import org.bytedeco.tensorrt.nvinfer.IConcatenationLayer;
import org.bytedeco.tensorrt.nvinfer.IDequantizeLayer;
import org.bytedeco.tensorrt.nvinfer.IFillLayer;
import org.bytedeco.tensorrt.nvinfer.IGatherLayer;
import org.bytedeco.tensorrt.nvinfer.IGridSampleLayer;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.INormalizationLayer;
import org.bytedeco.tensorrt.nvinfer.IQuantizeLayer;
import org.bytedeco.tensorrt.nvinfer.IResizeLayer;
import org.bytedeco.tensorrt.nvinfer.IScatterLayer;
import org.bytedeco.tensorrt.nvinfer.IShuffleLayer;
import org.bytedeco.tensorrt.nvinfer.ISliceLayer;
import org.bytedeco.tensorrt.nvinfer.ISoftMaxLayer;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITopKLayer;
import org.bytedeco.tensorrt.nvinfer.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Each kind of layer as calls to TensorRT. Parameters that are computed by the network replace, as further inputs, the
 * fixed ones with which the layer is made. Long, because it is the list of all layers.
 */
final class LayerEmitter {

    private final NetworkEmitter emitter;
    private final INetworkDefinition network;
    private final WindowEmitter windows;
    private final ControlFlowEmitter controlFlow;

    LayerEmitter(NetworkEmitter emitter) {
        this.emitter = emitter;
        this.network = emitter.network();
        this.windows = new WindowEmitter(emitter);
        this.controlFlow = new ControlFlowEmitter(emitter);
    }

    /** The layer's outputs in TensorRT's order. */
    List<ITensor> emit(NamedLayer named) {
        if (named.layer() instanceof Layer.Loop loop) {
            return controlFlow.loop(loop);
        }
        if (named.layer() instanceof Layer.IfConditional conditional) {
            return controlFlow.conditional(conditional);
        }
        if (named.layer() instanceof Layer.Assertion(NetworkTensor condition, String message)) {
            emitter.named(network.addAssertion(in(condition), message), named);
            return List.of();
        }
        return NetworkEmitter.outputs(emitter.named(single(named.layer()), named));
    }

    private ILayer single(Layer layer) {
        return switch (layer) {
            case Layer.Constant(WeightSource source) ->
                network.addConstant(Shapes.dims(source.dims()), emitter.weights().of(source));
            case Layer.Cast cast -> network.addCast(in(cast.input()), NetworkEmitter.type(cast.to()));
            case Layer.Identity identity -> network.addIdentity(in(identity.input()));
            case Layer.ElementWise(NetworkTensor left, NetworkTensor right, var operation) ->
                network.addElementWise(in(left), in(right), EnumNames.of(operation));
            case Layer.Unary unary -> network.addUnary(in(unary.input()), EnumNames.of(unary.operation()));
            case Layer.Activation activation -> activation(activation);
            case Layer.ParametricRelu relu -> network.addParametricReLU(in(relu.input()), in(relu.slopes()));
            case Layer.Shuffle shuffle -> shuffle(shuffle);
            case Layer.Slice slice -> slice(slice);
            case Layer.Concatenation concatenation -> concatenation(concatenation);
            case Layer.Gather gather -> gather(gather);
            case Layer.Scatter scatter -> scatter(scatter);
            case Layer.Select select ->
                network.addSelect(in(select.condition()), in(select.whenTrue()), in(select.whenFalse()));
            case Layer.NonZero nonZero -> network.addNonZero(in(nonZero.input()));
            case Layer.Reduce reduce -> network.addReduce(in(reduce.input()), EnumNames.of(reduce.operation()),
                    Shapes.bits(reduce.axes()), reduce.keepDims());
            case Layer.TopK topK -> topK(topK);
            case Layer.Fill fill -> fill(fill);
            case Layer.Shape shape -> network.addShape(in(shape.input()));
            case Layer.SoftMax softMax -> softMax(softMax);
            case Layer.Normalization normalization -> normalization(normalization);
            case Layer.Scale scale -> scale(scale);
            case Layer.MatrixMultiply(NetworkTensor left, var leftOperation, NetworkTensor right, var rightOperation) ->
                network.addMatrixMultiply(
                        in(left), EnumNames.of(leftOperation), in(right), EnumNames.of(rightOperation));
            case Layer.Convolution convolution -> windows.convolution(convolution);
            case Layer.Deconvolution deconvolution -> windows.deconvolution(deconvolution);
            case Layer.Pooling pooling -> windows.pooling(pooling);
            case Layer.Resize resize -> resize(resize);
            case Layer.GridSample gridSample -> gridSample(gridSample);
            case Layer.Quantize quantize -> quantize(quantize);
            case Layer.Dequantize dequantize -> dequantize(dequantize);
            case Layer.OneHot(NetworkTensor indices, NetworkTensor values, NetworkTensor depth, int axis) ->
                network.addOneHot(in(indices), in(values), in(depth), axis);
            case Layer.Einsum(List<NetworkTensor> inputs, String equation) ->
                network.addEinsum(pointers(inputs), inputs.size(), equation);
            case Layer.Loop _, Layer.IfConditional _, Layer.Assertion _ ->
                throw new IllegalStateException("handled before: it is no single layer with outputs");
        };
    }

    private ILayer activation(Layer.Activation layer) {
        IActivationLayer made = made(network.addActivation(in(layer.input()), EnumNames.of(layer.type())));
        made.setAlpha((float) layer.alpha());
        made.setBeta((float) layer.beta());
        return made;
    }

    private ILayer shuffle(Layer.Shuffle layer) {
        IShuffleLayer made = made(network.addShuffle(in(layer.input())));
        if (!layer.firstTranspose().isEmpty()) {
            made.setFirstTranspose(Shapes.permutation(layer.firstTranspose()));
        }
        // Before the extents: they are judged by it.
        made.setZeroIsPlaceholder(layer.zeroIsPlaceholder());
        if (layer.reshape().isPresent()) {
            switch (layer.reshape().get()) {
                case Extents.Fixed(List<Long> extents) -> made.setReshapeDimensions(Shapes.dims(extents));
                case Extents.Computed(NetworkTensor extents, var _) -> made.setInput(1, in(extents));
            }
        }
        if (!layer.secondTranspose().isEmpty()) {
            made.setSecondTranspose(Shapes.permutation(layer.secondTranspose()));
        }
        return made;
    }

    private ILayer slice(Layer.Slice layer) {
        ISliceLayer made = made(network.addSlice(in(layer.input()),
                fixedOr(layer.start(), 0), fixedOr(layer.size(), 1), fixedOr(layer.stride(), 1)));
        made.setMode(EnumNames.of(layer.edge().mode()));
        setComputed(made, 1, layer.start());
        setComputed(made, 2, layer.size());
        setComputed(made, 3, layer.stride());
        layer.edge().fill().ifPresent(fill -> made.setInput(4, in(fill)));
        return made;
    }

    private ILayer concatenation(Layer.Concatenation layer) {
        IConcatenationLayer made = made(network.addConcatenation(pointers(layer.inputs()), layer.inputs().size()));
        made.setAxis(layer.axis());
        return made;
    }

    private ILayer gather(Layer.Gather layer) {
        IGatherLayer made = made(network.addGatherV2(in(layer.data()), in(layer.indices()), EnumNames.of(layer.mode())));
        if (layer.mode() != GatherMode.ND) {
            made.setGatherAxis(layer.axis());
        }
        if (layer.mode() != GatherMode.ELEMENT) {
            made.setNbElementWiseDims(layer.elementWiseDims());
        }
        return made;
    }

    private ILayer scatter(Layer.Scatter layer) {
        IScatterLayer made = made(network.addScatter(
                in(layer.data()), in(layer.indices()), in(layer.updates()), EnumNames.of(layer.mode())));
        if (layer.mode() == ScatterMode.ELEMENT) {
            made.setAxis(layer.axis());
        }
        return made;
    }

    private ILayer topK(Layer.TopK layer) {
        long known = layer.k().known().getFirst();
        ITopKLayer made = made(network.addTopK(in(layer.input()), EnumNames.of(layer.operation()),
                Math.toIntExact(known == TensorType.DYNAMIC ? 1 : known), 1 << layer.axis()));
        setComputed(made, 1, layer.k());
        return made;
    }

    private ILayer fill(Layer.Fill layer) {
        IFillLayer made = made(network.addFill(
                fixedOr(layer.dimensions(), 1), EnumNames.of(layer.operation()), NetworkEmitter.type(layer.dtype())));
        setComputed(made, 0, layer.dimensions());
        boolean integers = layer.dtype() == DType.INT64 || layer.dtype() == DType.INT32;
        switch (layer.alpha()) {
            case Layer.FillValue.Fixed(double value) when integers -> made.setAlphaInt64((long) value);
            case Layer.FillValue.Fixed(double value) -> made.setAlpha(value);
            case Layer.FillValue.Computed(NetworkTensor tensor) -> made.setInput(1, in(tensor));
        }
        switch (layer.beta()) {
            case Layer.FillValue.Fixed(double value) when integers -> made.setBetaInt64((long) value);
            case Layer.FillValue.Fixed(double value) -> made.setBeta(value);
            case Layer.FillValue.Computed(NetworkTensor tensor) -> made.setInput(2, in(tensor));
        }
        return made;
    }

    private ILayer softMax(Layer.SoftMax layer) {
        ISoftMaxLayer made = made(network.addSoftMax(in(layer.input())));
        made.setAxes(1 << layer.axis());
        return made;
    }

    private ILayer normalization(Layer.Normalization layer) {
        Layer.NormalizationRule rule = layer.rule();
        INormalizationLayer made = made(network.addNormalization(
                in(layer.input()), in(layer.scale()), in(layer.bias()), Shapes.bits(rule.axes())));
        made.setEpsilon((float) rule.epsilon());
        if (rule.groups() != 1) {
            made.setNbGroups(rule.groups());
        }
        if (!emitter.isStronglyTyped()) {
            made.setComputePrecision(NetworkEmitter.type(rule.computePrecision()));
        }
        return made;
    }

    private ILayer scale(Layer.Scale layer) {
        DType dtype = layer.input().dtype();
        return network.addScaleNd(in(layer.input()), EnumNames.of(layer.mode()), weights(layer.shift(), dtype),
                weights(layer.scale(), dtype), emitter.weights().none(dtype), layer.channelAxis());
    }

    private Weights weights(Optional<WeightSource> source, DType dtype) {
        return source.map(emitter.weights()::of).orElseGet(() -> emitter.weights().none(dtype));
    }

    private ILayer resize(Layer.Resize layer) {
        IResizeLayer made = made(network.addResize(in(layer.input())));
        made.setResizeMode(EnumNames.of(layer.rule().mode()));
        made.setCoordinateTransformation(EnumNames.of(layer.rule().coordinates()));
        made.setSelectorForSinglePixel(EnumNames.of(layer.rule().selector()));
        made.setNearestRounding(EnumNames.of(layer.rule().rounding()));
        made.setCubicCoeff((float) layer.rule().cubicCoefficient());
        switch (layer.target()) {
            case Layer.ResizeTarget.Sized(Extents.Fixed(List<Long> size)) -> made.setOutputDimensions(Shapes.dims(size));
            case Layer.ResizeTarget.Sized(Extents.Computed(NetworkTensor size, var _)) -> made.setInput(1, in(size));
            case Layer.ResizeTarget.Scaled(List<Double> scales) -> {
                float[] values = new float[scales.size()];
                for (int axis = 0; axis < values.length; axis++) {
                    values[axis] = scales.get(axis).floatValue();
                }
                made.setScales(values, values.length);
            }
        }
        return made;
    }

    private ILayer gridSample(Layer.GridSample layer) {
        IGridSampleLayer made = made(network.addGridSample(in(layer.input()), in(layer.grid())));
        made.setInterpolationMode(EnumNames.of(layer.interpolation()));
        made.setAlignCorners(layer.alignCorners());
        if (!made.setSampleMode(EnumNames.of(layer.sampleMode()))) {
            throw new TensorRtException("TensorRT refused sample mode " + layer.sampleMode());
        }
        return made;
    }

    private ILayer quantize(Layer.Quantize layer) {
        IQuantizeLayer made =
                made(network.addQuantize(in(layer.input()), in(layer.scale()), NetworkEmitter.type(layer.to())));
        layer.axis().ifPresent(made::setAxis);
        return made;
    }

    private ILayer dequantize(Layer.Dequantize layer) {
        IDequantizeLayer made =
                made(network.addDequantize(in(layer.input()), in(layer.scale()), NetworkEmitter.type(layer.to())));
        layer.axis().ifPresent(made::setAxis);
        return made;
    }

    private ITensor in(NetworkTensor tensor) {
        return emitter.tensor(tensor);
    }

    private void setComputed(ILayer layer, int index, Extents extents) {
        if (extents instanceof Extents.Computed(NetworkTensor tensor, var _)) {
            layer.setInput(index, in(tensor));
        }
    }

    /** The fixed extents, or a harmless stand-in of the right rank until the computed ones are set. */
    private static Dims64 fixedOr(Extents extents, long unknown) {
        return switch (extents) {
            case Extents.Fixed(List<Long> values) -> Shapes.dims(values);
            case Extents.Computed(var _, List<Long> known) -> Shapes.dims(
                    known.stream().map(value -> value == TensorType.DYNAMIC ? Long.valueOf(unknown) : value).toList());
        };
    }

    private PointerPointer<ITensor> pointers(List<NetworkTensor> tensors) {
        return new PointerPointer<>(tensors.stream().map(this::in).toArray(ITensor[]::new));
    }

    private static <L extends ILayer> L made(@Nullable L layer) {
        return NetworkEmitter.present(layer, "the layer");
    }
}
