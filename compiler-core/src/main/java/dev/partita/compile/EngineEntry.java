package dev.partita.compile;

import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.convert.SegmentGraph;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.network.NetworkDescription;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The manifest's words for an engine: which value of the program is which input or output of it. */
final class EngineEntry {

    private EngineEntry() {}

    /** @param network what {@code graph} was converted to */
    static SegmentEntry.TensorRt of(SegmentGraph graph, NetworkDescription network, Artifact artifact) {
        List<Port> inputs = new ArrayList<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            Node node = graph.inputs().get(i);
            var input = network.inputs().get(i);
            inputs.add(new Port(node.name(), input.name(), input.tensor().type().dtype(), type(node)));
        }
        List<Port> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            Node node = graph.outputs().get(i);
            var output = network.outputs().get(i);
            outputs.add(new Port(node.name(), output.name(), output.tensor().type().dtype(), type(node)));
        }
        return new SegmentEntry.TensorRt(graph.name(), artifact, inputs, outputs);
    }

    private static PortType type(Node node) {
        return switch (node.value()) {
            case Value.Tensor(TensorSpec spec) -> new PortType.Tensor(spec.dtype());
            case Value.SymInt _ -> new PortType.Int();
            case Value.SymFloat _ -> new PortType.Real();
            case Value.SymBool _ -> new PortType.Truth();
            case Value.Tuple _, Value.Literal _, Value.None _ -> throw new CompileException("node '" + node.name()
                    + "' stands at the border of a TensorRT segment, but is no tensor and no number");
        };
    }
}
