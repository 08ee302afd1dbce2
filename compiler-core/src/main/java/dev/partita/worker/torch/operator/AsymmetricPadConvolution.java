package dev.partita.worker.torch.operator;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code tensorrt.conv_asym_pad}: a convolution whose padding differs before and after each spatial axis; lowering makes
 * it out of a pad and a convolution.
 */
final class AsymmetricPadConvolution {

    private static final String SCHEMA = "tensorrt::conv_asym_pad(Tensor x, Tensor weight, Tensor? bias, int[] stride,"
            + " int[] pre_padding, int[] post_padding, int[] dilation, int groups) -> Tensor";

    private AsymmetricPadConvolution() {}

    static Operator operator() {
        return new Operator("tensorrt.conv_asym_pad", Signature.parse(SCHEMA), stack -> {
            try (var _ = new PointerScope()) {
                long[] before = longs(stack.get(4));
                long[] after = longs(stack.get(5));
                Tensor padded = torch.constant_pad_nd(stack.get(0).toTensor(), lastAxisFirst(before, after));
                TensorOptional bias =
                        stack.get(2).isNone() ? new TensorOptional() : new TensorOptional(stack.get(2).toTensor());
                long[] none = new long[before.length];
                OwnKernels.returnTensor(stack, torch.convolution(padded, stack.get(1).toTensor(), bias,
                        longs(stack.get(3)), none, longs(stack.get(6)), false, none, stack.get(7).toInt()));
            }
        });
    }

    /** {@code constant_pad_nd} wants pairs (before, after), the last axis first. */
    private static long[] lastAxisFirst(long[] before, long[] after) {
        long[] pairs = new long[2 * before.length];
        for (int i = 0; i < before.length; i++) {
            int axis = before.length - 1 - i;
            pairs[2 * i] = before[axis];
            pairs[2 * i + 1] = after[axis];
        }
        return pairs;
    }

    private static long[] longs(IValue list) {
        try (LongVector vector = list.toIntVector()) {
            return vector.get();
        }
    }
}
