package dev.partita.worker.torch;

import org.bytedeco.pytorch.IValueVector;

/** Something that can be called with a stack of arguments: an operator of libtorch or a kernel of ours. */
record Operator(String name, Signature signature, Kernel kernel) {

    /** Takes all arguments from the stack and leaves the results on it, as libtorch's boxed kernels do. */
    interface Kernel {
        void call(IValueVector stack);
    }
}
