/**
 * Where the tensors of a program live, host memory or a GPU, and libtorch itself: loading it, its types, its tensors over
 * memory that Java owns.
 *
 * <p>Start at {@link dev.partita.worker.torch.placement.Placement}: {@code HostPlacement} and
 * {@link dev.partita.worker.torch.placement.CudaPlacement} are the two, and nothing outside of this package knows another
 * difference between them. {@link dev.partita.worker.torch.placement.ValueTransfer} brings values from files and back. A
 * {@link dev.partita.worker.torch.placement.Recording} is work that was noted down, on a GPU a CUDA graph. Uses nothing else
 * of the Torch worker.
 */
@NullMarked
package dev.partita.worker.torch.placement;

import org.jspecify.annotations.NullMarked;
