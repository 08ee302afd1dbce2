package dev.partita.worker.torch.operator;

import dev.partita.ir.OpName;
import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;

/** Operators that libtorch lacks because they live in Python or in torchvision, written on top of libtorch. */
final class OwnKernels {

    private OwnKernels() {}

    static Optional<Operator> find(OpName op) {
        return Optional.ofNullable(switch (op.shortName()) {
            case "torchvision.nms.default" -> NonMaxSuppression.operator();
            case "torchvision.roi_align.default" -> RoiAlign.operator();
            case "tensorrt.conv_asym_pad.default" -> AsymmetricPadConvolution.operator();
            case "prims.div.default" -> PrimKernels.div();
            case "prims.sum.default" -> PrimKernels.sum();
            case "prims.var.default" -> PrimKernels.var();
            case "prims.broadcast_in_dim.default" -> PrimKernels.broadcastInDim();
            case "prims.convert_element_type.default" -> PrimKernels.convertElementType();
            case "prims.view_of.default" -> PrimKernels.viewOf();
            case "prims.iota.default" -> PrimKernels.iota();
            // Only autograd would see the difference; libtorch refuses it on inference tensors.
            case "aten.detach_.default" -> detach();
            default -> null;
        });
    }

    private static Operator detach() {
        return new Operator("aten.detach_", Signature.parse("detach_(Tensor(a) self) -> Tensor(a)"), stack -> {});
    }

    /** Replaces all arguments on the stack by one result. */
    static void returnTensor(IValueVector stack, Tensor result) {
        try (IValue value = new IValue(result)) {
            stack.resize(1);
            stack.put(0, value);
        }
    }
}
