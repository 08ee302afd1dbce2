package dev.partita.network;

import static dev.partita.network.ElementTypes.require;
import static dev.partita.network.ElementTypes.requireFloat;
import static dev.partita.network.ElementTypes.requireSame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Extents of layers that slide or sample over space: {@code [N, C, spatial...]}. */
final class SpatialTyping {

    private SpatialTyping() {}

    static TensorType convolution(Layer.Convolution layer) {
        checkOperands(layer, layer.input(), layer.kernel(), layer.window());
        long channels = layer.input().dim(1);
        long expected = layer.kernel().dims().get(1);
        require(
                channels < 0 || expected < 0 || channels == expected * layer.groups(),
                layer,
                "input has " + channels + " channels, the kernel wants " + expected + " in " + layer.groups() + " groups");
        Window window = layer.window();
        return spatial(layer.input(), layer.kernel().dims().getFirst(), axis -> slid(layer.input(), window, axis, false));
    }

    static TensorType deconvolution(Layer.Deconvolution layer) {
        checkOperands(layer, layer.input(), layer.kernel(), layer.window());
        Window window = layer.window();
        long maps = layer.kernel().dims().get(1) < 0 ? TensorType.DYNAMIC : layer.kernel().dims().get(1) * layer.groups();
        return spatial(layer.input(), maps, axis -> {
            long extent = layer.input().dim(axis + 2);
            return extent < 0
                    ? TensorType.DYNAMIC
                    : (extent - 1) * window.stride().get(axis)
                            + (window.size().get(axis) - 1) * window.dilation().get(axis)
                            + 1
                            - window.prePadding().get(axis)
                            - window.postPadding().get(axis);
        });
    }

    static TensorType pooling(Layer.Pooling layer) {
        require(layer.input().rank() == layer.window().axes() + 2, layer, "input must be [N, C, spatial...]");
        require(
                layer.window().axes() == 2 || layer.window().axes() == 3,
                layer,
                "TensorRT slides over two or three axes");
        requireFloat(layer, layer.input());
        boolean up = layer.padding() == PaddingMode.EXPLICIT_ROUND_UP;
        return spatial(layer.input(), layer.input().dim(1), axis -> slid(layer.input(), layer.window(), axis, up));
    }

    static TensorType resize(Layer.Resize layer) {
        List<Long> dims =
                switch (layer.target()) {
                    case Layer.ResizeTarget.Sized(Extents size) -> size.known();
                    case Layer.ResizeTarget.Scaled(List<Double> scales) -> {
                        List<Long> scaled = new ArrayList<>();
                        for (int axis = 0; axis < scales.size(); axis++) {
                            long extent = layer.input().dim(axis);
                            scaled.add(extent < 0 ? TensorType.DYNAMIC : (long) Math.floor(extent * scales.get(axis)));
                        }
                        yield scaled;
                    }
                };
        require(dims.size() == layer.input().rank(), layer, "one extent or scale per axis");
        return layer.input().type().withDims(dims);
    }

    static TensorType gridSample(Layer.GridSample layer) {
        requireFloat(layer, layer.input());
        requireSame(layer, layer.input(), layer.grid());
        require(layer.input().rank() == 4 && layer.grid().rank() == 4, layer, "input and grid need rank 4");
        return layer.input().type().withDims(List.of(
                layer.input().dim(0), layer.input().dim(1), layer.grid().dim(1), layer.grid().dim(2)));
    }

    private static void checkOperands(Layer layer, NetworkTensor input, Operand kernel, Window window) {
        requireFloat(layer, input);
        require(kernel.dtype() == input.dtype(), layer, "kernel must have the input's element type " + input.dtype());
        require(input.rank() == window.axes() + 2, layer, "input must be [N, C, spatial...], it is " + input.type());
        require(kernel.dims().size() == input.rank(), layer, "kernel must have rank " + input.rank());
        require(window.axes() == 2 || window.axes() == 3, layer, "TensorRT slides over two or three axes");
    }

    private static TensorType spatial(NetworkTensor input, long channels, IntToLongFunction extent) {
        List<Long> dims = new ArrayList<>(List.of(input.dim(0), channels));
        for (int axis = 0; axis < input.rank() - 2; axis++) {
            dims.add(extent.applyAsLong(axis));
        }
        return input.type().withDims(dims);
    }

    private static long slid(NetworkTensor input, Window window, int axis, boolean roundUp) {
        long extent = input.dim(axis + 2);
        if (extent < 0) {
            return TensorType.DYNAMIC;
        }
        long reach = (window.size().get(axis) - 1) * window.dilation().get(axis) + 1;
        long room = extent + window.prePadding().get(axis) + window.postPadding().get(axis) - reach;
        long stride = window.stride().get(axis);
        return (roundUp ? Math.ceilDiv(room, stride) : Math.floorDiv(room, stride)) + 1;
    }
}
