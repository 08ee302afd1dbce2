package dev.partita.shape.rule;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;

/** Convolutions and transposed convolutions over 1 to 3 spatial axes. */
final class ConvolutionRules {

    private ConvolutionRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten.convolution.default", ConvolutionRules::convolution);
    }

    private static Value convolution(Call call) {
        Shape input = call.shape("input");
        Shape weight = call.shape("weight");
        int spatial = weight.rank() - 2;
        boolean batched = input.rank() == weight.rank();
        int first = batched ? 2 : 1;
        boolean transposed = call.flag("transposed");
        SymExpr channels = transposed
                ? Dims.multiply(weight.dims().get(1), call.dim("groups"))
                : weight.dims().get(0);
        List<SymExpr> dims = new ArrayList<>();
        if (batched) {
            dims.add(input.dims().get(0));
        }
        dims.add(channels);
        for (int i = 0; i < spatial; i++) {
            SymExpr extent = input.dims().get(first + i);
            SymExpr kernel = weight.dims().get(2 + i);
            long stride = at(call, "stride", i);
            long padding = at(call, "padding", i);
            long dilation = at(call, "dilation", i);
            dims.add(transposed
                    ? transposedExtent(extent, kernel, stride, padding, dilation, at(call, "output_padding", i))
                    : extent(extent, kernel, stride, padding, dilation));
        }
        return ElementwiseRules.tensor(call.dtype("input"), Shape.of(dims));
    }

    /** {@code (extent + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1}. */
    static SymExpr extent(SymExpr extent, SymExpr kernel, long stride, long padding, long dilation) {
        SymExpr reach = Dims.multiply(Dims.add(kernel, -1), dilation);
        SymExpr span = Dims.add(Dims.subtract(extent, reach), 2 * padding - 1);
        return Dims.add(Dims.floorDivide(span, stride), 1);
    }

    private static SymExpr transposedExtent(
            SymExpr extent, SymExpr kernel, long stride, long padding, long dilation, long outputPadding) {
        SymExpr reach = Dims.multiply(Dims.add(kernel, -1), dilation);
        return Dims.add(Dims.add(Dims.multiply(Dims.add(extent, -1), stride), reach), outputPadding + 1 - 2 * padding);
    }

    private static long at(Call call, String name, int index) {
        long[] values = call.integers(name);
        return values.length == 1 ? values[0] : values[index];
    }
}
