package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.List;

/** Removes nodes without readers and effects; passes of Torch-TensorRT end with it even when they changed nothing. */
public record RemoveDeadCode(String name) implements Pass {

    @Override
    public void run(Graph graph, LoweringOptions options) {
        DeadCode.remove(graph, List.of());
    }
}
