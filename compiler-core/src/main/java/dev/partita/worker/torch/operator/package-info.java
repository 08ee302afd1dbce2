/**
 * What a node can call: libtorch's operators by schema, and ours where libtorch has none.
 *
 * <p>Start at {@link dev.partita.worker.torch.operator.OperatorTable}: it finds an
 * {@link dev.partita.worker.torch.operator.Operator}, whose {@link dev.partita.worker.torch.operator.Signature} tells what it
 * takes, gives and writes. {@code OwnKernels} lists the kernels in Java: torchvision's {@code nms} and {@code roi_align},
 * {@code prims}, and a convolution with uneven padding. Knows tensors, but no graph and no program.
 */
@NullMarked
package dev.partita.worker.torch.operator;

import org.jspecify.annotations.NullMarked;
