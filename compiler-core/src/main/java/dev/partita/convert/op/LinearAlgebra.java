package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.List;

/**
 * Matrix products: MatrixMultiply, with constants in their final type and biases added by an ElementWise(SUM); a
 * {@link ClassifierHead} is a convolution.
 */
public final class LinearAlgebra {

    private static final ConversionCheck REAL_ONLY = (node, settings) -> node.value()
            .tensor()
            .filter(spec -> !spec.dtype().isFloatingPoint())
            .map(spec -> "TensorRT multiplies no matrices of " + spec.dtype().torchName());

    private LinearAlgebra() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.linear.default", LinearAlgebra::linear).unless(REAL_ONLY),
                row("aten.addmm.default", LinearAlgebra::addmm).unless(REAL_ONLY),
                row("aten.baddbmm.default", LinearAlgebra::addmm).unless(REAL_ONLY),
                row("aten.matmul.default", LinearAlgebra::matmul).unless(REAL_ONLY),
                row("aten.mm.default", LinearAlgebra::matmul).unless(REAL_ONLY),
                row("aten.bmm.default", LinearAlgebra::matmul).unless(REAL_ONLY),
                row("aten.mv.default", LinearAlgebra::matmul).unless(REAL_ONLY),
                row("aten.dot.default", LinearAlgebra::matmul).unless(REAL_ONLY));
    }

    /** {@code x @ weight.T + bias}; the weight stays as it lies in the file. */
    private static Converted linear(OpCall call) {
        return Converted.of(ClassifierHead.convolved(call).orElseGet(() -> product(call)));
    }

    private static NetworkTensor product(OpCall call) {
        DType dtype = call.dtype();
        NetworkTensor x = call.tensor(0, dtype);
        NetworkTensor product = x.rank() == 1
                ? multiply(
                        call,
                        call.layers().toRank(x, 1), MatrixOperation.VECTOR,
                        call.operand(1, dtype, 2), MatrixOperation.TRANSPOSE)
                : multiply(
                        call,
                        x, MatrixOperation.NONE,
                        call.operand(1, dtype, x.rank()), MatrixOperation.TRANSPOSE);
        if (!call.has(2)) {
            return product;
        }
        NetworkTensor bias = call.operand(2, dtype, product.rank());
        return call.layers().elementWise(product, bias, ElementWiseOperation.SUM);
    }

    /** {@code beta * bias + alpha * (a @ b)}. */
    private static Converted addmm(OpCall call) {
        Layers layers = call.layers();
        DType dtype = call.dtype();
        double beta = call.kwarg("beta").flatMap(Arguments::real).orElse(1.0);
        double alpha = call.kwarg("alpha").flatMap(Arguments::real).orElse(1.0);
        NetworkTensor product = multiply(
                call, call.tensor(1, dtype), MatrixOperation.NONE, call.tensor(2, dtype), MatrixOperation.NONE);
        if (alpha != 1) {
            product = layers.elementWise(product, alpha, ElementWiseOperation.PROD);
        }
        if (beta == 0) {
            return Converted.of(product);
        }
        NetworkTensor bias = call.operand(0, dtype, call.rank());
        if (beta != 1) {
            bias = layers.elementWise(bias, beta, ElementWiseOperation.PROD);
        }
        return Converted.of(layers.elementWise(product, bias, ElementWiseOperation.SUM));
    }

    /** Operands of one axis are vectors, of two matrices, of more batches of matrices. */
    private static Converted matmul(OpCall call) {
        DType dtype = call.dtype();
        int leftRank = call.inputSpec(0).rank();
        int rightRank = call.inputSpec(1).rank();
        int batch = Math.max(0, Math.max(leftRank, rightRank) - 2);
        boolean leftVector = leftRank == 1;
        boolean rightVector = rightRank == 1;
        return Converted.of(multiply(
                call,
                call.operand(0, dtype, batch + (leftVector ? 1 : 2)),
                leftVector ? MatrixOperation.VECTOR : MatrixOperation.NONE,
                call.operand(1, dtype, batch + (rightVector ? 1 : 2)),
                rightVector ? MatrixOperation.VECTOR : MatrixOperation.NONE));
    }

    /** With {@code use_fp32_acc} products of halves are computed in FLOAT32. */
    static NetworkTensor multiply(
            OpCall call, NetworkTensor left, MatrixOperation leftForm, NetworkTensor right, MatrixOperation rightForm) {
        Layers layers = call.layers();
        boolean wide = left.dtype() == DType.FLOAT16 && call.settings().get(PrecisionSettings.USE_FP32_ACC);
        DType dtype = wide ? DType.FLOAT32 : left.dtype();
        NetworkTensor product = layers.add(new Layer.MatrixMultiply(
                layers.cast(left, dtype), leftForm, layers.cast(right, dtype), rightForm));
        return layers.cast(product, left.dtype());
    }
}
