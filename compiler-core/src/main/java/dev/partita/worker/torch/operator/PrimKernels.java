package dev.partita.worker.torch.operator;

import dev.partita.worker.torch.placement.TorchTypes;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The {@code prims} that decompositions leave behind. In torch they are Python code (torch/_prims), not libtorch. */
final class PrimKernels {

    private PrimKernels() {}

    /** Division that truncates towards zero for integers. */
    static Operator div() {
        return kernel("prims.div", "div(Tensor a, Tensor b) -> Tensor", stack -> {
            Tensor a = stack.get(0).toTensor();
            Tensor b = stack.get(1).toTensor();
            boolean integers = !TorchTypes.dtype(a.scalar_type()).isFloatingPoint()
                    && !TorchTypes.dtype(a.scalar_type()).isComplex();
            return integers ? truncatingDiv(a, b) : torch.div(a, b);
        });
    }

    /** Reduces without keeping the reduced axes. */
    static Operator sum() {
        return kernel("prims.sum", "sum(Tensor inp, int[]? dims, *, ScalarType? output_dtype=None) -> Tensor", stack -> {
            Tensor input = stack.get(0).toTensor();
            return torch.sum(input, axes(stack.get(1), input), false, optionalDtype(stack.get(2)));
        });
    }

    static Operator var() {
        String schema = "var(Tensor inp, int[]? dims, float? correction=1, *, ScalarType? output_dtype=None) -> Tensor";
        return kernel("prims.var", schema, stack -> {
            Tensor input = stack.get(0).toTensor();
            ScalarOptional correction =
                    stack.get(2).isNone() ? new ScalarOptional() : new ScalarOptional(stack.get(2).toScalar());
            Tensor result = torch.var(input, axes(stack.get(1), input), correction, false);
            return stack.get(3).isNone() ? result : result.to(scalarType(stack.get(3)));
        });
    }

    /** Axis i of {@code a} becomes axis {@code broadcast_dimensions[i]} of {@code shape}. */
    static Operator broadcastInDim() {
        String schema = "broadcast_in_dim(Tensor(a) a, SymInt[] shape, int[] broadcast_dimensions) -> Tensor(a)";
        return kernel("prims.broadcast_in_dim", schema, stack -> {
            Tensor input = stack.get(0).toTensor();
            long[] shape = longs(stack.get(1));
            long[] kept = longs(stack.get(2));
            Tensor result = input;
            for (int axis = 0; axis < shape.length; axis++) {
                int position = axis;
                if (Arrays.stream(kept).noneMatch(dim -> dim == position)) {
                    result = result.unsqueeze(axis);
                }
            }
            return result.expand(shape, false);
        });
    }

    static Operator convertElementType() {
        return kernel("prims.convert_element_type", "convert_element_type(Tensor a, ScalarType dtype) -> Tensor",
                stack -> stack.get(0).toTensor().to(scalarType(stack.get(1))));
    }

    static Operator viewOf() {
        return kernel("prims.view_of", "view_of(Tensor(a) a) -> Tensor(a)", stack -> stack.get(0).toTensor());
    }

    static Operator iota() {
        String schema = "iota(SymInt length, *, SymInt start, SymInt step, ScalarType dtype, Device device,"
                + " bool requires_grad) -> Tensor";
        return kernel("prims.iota", schema, stack -> {
            long length = stack.get(0).toInt();
            long start = stack.get(1).toInt();
            long step = stack.get(2).toInt();
            TensorOptions options = new TensorOptions(scalarType(stack.get(3)))
                    .device(new DeviceOptional(stack.get(4).toDevice()));
            Tensor numbers = torch.arange(new Scalar(length), options);
            return numbers.mul(new Scalar(step)).add(new Scalar(start));
        });
    }

    /** Without the remainder, which has the sign of {@code a}, the division is exact. */
    private static Tensor truncatingDiv(Tensor a, Tensor b) {
        return torch.floor_divide(a.sub(torch.fmod(a, b)), b);
    }

    private static Operator kernel(String name, String schema, Function function) {
        return new Operator(name, Signature.parse("prims::" + schema), stack -> {
            try (var _ = new PointerScope()) {
                OwnKernels.returnTensor(stack, function.apply(stack));
            }
        });
    }

    /** No axes given means all of them. */
    private static long[] axes(IValue value, Tensor tensor) {
        return value.isNone() ? java.util.stream.LongStream.range(0, tensor.dim()).toArray() : longs(value);
    }

    private static long[] longs(IValue list) {
        try (LongVector vector = list.toIntVector()) {
            return Optional.ofNullable(vector.get()).orElse(new long[0]);
        }
    }

    private static torch.ScalarType scalarType(IValue value) {
        return value.toScalarType();
    }

    private static ScalarTypeOptional optionalDtype(IValue value) {
        return value.isNone() ? new ScalarTypeOptional() : new ScalarTypeOptional(scalarType(value));
    }

    private interface Function {
        Tensor apply(IValueVector stack);
    }
}
