package dev.partita.app.partition;

import dev.partita.ir.OpName;

/**
 * One kind of op in the lowered graph.
 *
 * @param unsupported how many of them no setting brings into TensorRT, except by lifting an exclusion
 */
record OpCount(OpName op, int count, int inTensorRt, boolean excluded, int unsupported) {

    int inTorch() {
        return count - inTensorRt;
    }
}
