package dev.partita.network;

/** TensorRT's word for each kind of layer, as it stands in layer names and profiles. */
public final class LayerNames {

    private LayerNames() {}

    public static String kind(Layer layer) {
        return switch (layer) {
            case Layer.Constant _ -> "CONSTANT";
            case Layer.Cast _ -> "CAST";
            case Layer.Identity _ -> "IDENTITY";
            case Layer.ElementWise _ -> "ELEMENTWISE";
            case Layer.Unary _ -> "UNARY";
            case Layer.Activation _ -> "ACTIVATION";
            case Layer.ParametricRelu _ -> "PARAMETRIC_RELU";
            case Layer.Shuffle _ -> "SHUFFLE";
            case Layer.Slice _ -> "SLICE";
            case Layer.Concatenation _ -> "CONCATENATION";
            case Layer.Gather _ -> "GATHER";
            case Layer.Scatter _ -> "SCATTER";
            case Layer.Select _ -> "SELECT";
            case Layer.NonZero _ -> "NON_ZERO";
            case Layer.Reduce _ -> "REDUCE";
            case Layer.TopK _ -> "TOPK";
            case Layer.Fill _ -> "FILL";
            case Layer.Shape _ -> "SHAPE";
            case Layer.SoftMax _ -> "SOFTMAX";
            case Layer.Normalization _ -> "NORMALIZATION";
            case Layer.Scale _ -> "SCALE";
            case Layer.MatrixMultiply _ -> "MATRIX_MULTIPLY";
            case Layer.Convolution _ -> "CONVOLUTION";
            case Layer.Deconvolution _ -> "DECONVOLUTION";
            case Layer.Pooling _ -> "POOLING";
            case Layer.Resize _ -> "RESIZE";
            case Layer.GridSample _ -> "GRID_SAMPLE";
            case Layer.Quantize _ -> "QUANTIZE";
            case Layer.Dequantize _ -> "DEQUANTIZE";
            case Layer.OneHot _ -> "ONE_HOT";
            case Layer.Einsum _ -> "EINSUM";
            case Layer.Assertion _ -> "ASSERTION";
            case Layer.Loop _ -> "LOOP";
            case Layer.IfConditional _ -> "CONDITIONAL";
        };
    }
}
