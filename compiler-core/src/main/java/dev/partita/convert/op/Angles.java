package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.tensor.DType;
import java.util.List;

/** {@code atan2}: the arctangent of the quotient, moved to the quadrant of (x, y). */
public final class Angles {

    private Angles() {}

    public static List<ConverterRow> rows() {
        return List.of(row("aten.atan2.default", Angles::atan2), row("aten.atan2.out", Angles::atan2));
    }

    private static Converted atan2(OpCall call) {
        Layers layers = call.layers();
        // TensorRT has no arctangent of BFLOAT16.
        DType dtype = call.dtype() == DType.BFLOAT16 ? DType.FLOAT32 : call.dtype();
        NetworkTensor y = call.operand(0, dtype, call.rank());
        NetworkTensor x = call.operand(1, dtype, call.rank());
        NetworkTensor zero = layers.number(0, dtype, call.rank());
        NetworkTensor half = layers.number(Math.PI / 2, dtype, call.rank());
        NetworkTensor minusHalf = layers.number(-Math.PI / 2, dtype, call.rank());
        NetworkTensor below = layers.elementWise(y, zero, ElementWiseOperation.LESS);
        NetworkTensor above = layers.elementWise(y, zero, ElementWiseOperation.GREATER);
        NetworkTensor angle =
                layers.unary(layers.elementWise(y, x, ElementWiseOperation.DIV), UnaryOperation.ATAN);
        NetworkTensor turn = layers.select(
                below,
                layers.number(-Math.PI, dtype, call.rank()),
                layers.number(Math.PI, dtype, call.rank()));
        NetworkTensor turned = layers.select(
                layers.elementWise(x, zero, ElementWiseOperation.LESS),
                layers.elementWise(angle, turn, ElementWiseOperation.SUM),
                angle);
        NetworkTensor upright = layers.select(above, half, layers.select(below, minusHalf, zero));
        NetworkTensor isUpright = layers.elementWise(x, zero, ElementWiseOperation.EQUAL);
        return Converted.of(layers.select(isUpright, upright, turned));
    }
}
