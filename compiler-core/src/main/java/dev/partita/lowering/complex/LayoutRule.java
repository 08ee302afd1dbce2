package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import java.util.Optional;

/** How Torch-TensorRT rewrites one operator that touches complex tensors. Stateless. */
@FunctionalInterface
interface LayoutRule {

    /**
     * What takes the node's place, or the node itself when it stays as it is; empty when it is passed over, which
     * does not count as a change of the graph.
     */
    Optional<Arg> rewrite(LayoutCall call);
}
