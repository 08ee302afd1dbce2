package dev.partita.lowering;

import dev.partita.importer.ImportedProgram;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.decomposition.Retracer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code ExportedProgram.module()} does for a program that writes to the caller's tensors: it copies the new value
 * into the tensor, and returns the copy where the program returns that value. Torch-TensorRT removes only the copies that
 * nobody reads.
 */
final class ReturnedInputs {

    private static final OpName COPY = OpName.of("aten.copy_.default");

    private ReturnedInputs() {}

    /** Before: {@code y = x + 1} is written to {@code x} and returned. After: {@code copy_(x, y)} is returned. */
    static void apply(ImportedProgram program, Retracer.Result retraced) {
        Graph graph = retraced.graph();
        Node output = graph.outputNode();
        Map<Node, Node> copies = new HashMap<>();
        graph.insertingBefore(output, () -> retraced.mutations().forEach((name, value) -> {
            if (program.signature().isWeight(name)) {
                // A buffer becomes an input and its copy vanishes; only the name stays taken.
                graph.names().create("copy__default");
            } else {
                copies.put(value, graph.callOverload(COPY, List.of(Arg.of(graph.node(name)), Arg.of(value)), Map.of())
                        .setOrigin(value.origin()));
            }
        }));
        output.setArgs(output.args().stream()
                .map(arg -> arg.mapRefs(node -> copies.getOrDefault(node, node))).toList());
    }
}
