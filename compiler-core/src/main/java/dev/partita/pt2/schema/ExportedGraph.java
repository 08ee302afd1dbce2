package dev.partita.pt2.schema;

import java.util.List;

/**
 * One graph: the program's own or one nested in a higher-order op. Value names are unique within it; a nested graph
 * does not see the names of the graph around it.
 *
 * @param returnsBareTensor for nested graphs: the Python function returned a tensor, not a tuple
 */
public record ExportedGraph(
        List<Argument> inputs,
        List<Argument> outputs,
        List<ExportedNode> nodes,
        GraphValues values,
        boolean returnsBareTensor) {

    public ExportedGraph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
    }
}
