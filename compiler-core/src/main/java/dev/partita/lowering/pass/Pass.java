package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.lowering.LoweringOptions;

/** One rewrite of a graph, in place. Stateless. */
public interface Pass {

    /** Torch-TensorRT's name of the pass. */
    String name();

    void run(Graph graph, LoweringOptions options);
}
