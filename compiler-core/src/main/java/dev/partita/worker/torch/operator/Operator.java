package dev.partita.worker.torch.operator;

import org.bytedeco.pytorch.IValueVector;

/**
 * Something that can be called with a stack of arguments: an operator of libtorch or a kernel of ours.
 *
 * @param name as in graphs, {@code aten.add.Tensor}
 * @param symbol as libtorch calls it, {@code aten::add}; empty for a kernel of ours
 */
public record Operator(String name, String symbol, Signature signature, Kernel kernel) {

    /** A kernel of ours. */
    Operator(String name, Signature signature, Kernel kernel) {
        this(name, "", signature, kernel);
    }

    /** {@code Tensor} of {@code aten.add.Tensor}; empty for the default overload. */
    public String overload() {
        String overload = name.substring(name.lastIndexOf('.') + 1);
        return overload.equals("default") ? "" : overload;
    }

    /** Takes all arguments from the stack and leaves the results on it, as libtorch's boxed kernels do. */
    public interface Kernel {
        void call(IValueVector stack);
    }
}
