package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import java.util.Collection;
import java.util.List;

/** One rewrite of a graph, in place. Stateless. */
public interface Pass {

    /** Torch-TensorRT's name of the pass. */
    String name();

    /**
     * The ops of which at least one must be called for the pass to change anything; none when it looks at more than calls
     * of certain ops. Most programs have few of them, and a pass over a large graph is not free.
     */
    default Collection<OpName> looksFor() {
        return List.of();
    }

    void run(Graph graph, LoweringOptions options);
}
