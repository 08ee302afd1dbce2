package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Finds what flows into and out of blocks that together hold every call of the graph. Inputs stand in the order of first
 * use inside, outputs in the order of first use outside, weights are copied into each block that reads them.
 */
final class SegmentInterfaces {

    /** A segment whose interface is not known yet. */
    record Draft(String name, Segment.Kind kind, List<Node> nodes) {}

    private final Map<Node, Integer> blockOf = new HashMap<>();
    private final List<SequencedSet<Node>> weights = new ArrayList<>();
    private final List<SequencedSet<Node>> inputs = new ArrayList<>();
    private final List<SequencedSet<Node>> outputs = new ArrayList<>();
    private final SequencedSet<Node> crossing = new LinkedHashSet<>();

    private SegmentInterfaces(List<Draft> drafts) {
        for (int block = 0; block < drafts.size(); block++) {
            for (Node node : drafts.get(block).nodes()) {
                blockOf.put(node, block);
            }
            weights.add(new LinkedHashSet<>());
            inputs.add(new LinkedHashSet<>());
            outputs.add(new LinkedHashSet<>());
        }
    }

    static List<Segment> of(Graph graph, List<Draft> drafts) {
        SegmentInterfaces interfaces = new SegmentInterfaces(drafts);
        for (Node node : graph) {
            node.forEachInput(read -> interfaces.follow(node, read));
        }
        interfaces.collectOutputs();
        List<Segment> segments = new ArrayList<>();
        for (int block = 0; block < drafts.size(); block++) {
            Draft draft = drafts.get(block);
            segments.add(new Segment(draft.name(), draft.kind(), draft.nodes(), List.copyOf(interfaces.weights.get(block)),
                    List.copyOf(interfaces.inputs.get(block)), List.copyOf(interfaces.outputs.get(block))));
        }
        return segments;
    }

    private void follow(Node reader, Node read) {
        Integer block = blockOf.get(reader);
        if (block == null) {
            crossing.add(read);
        } else if (read.kind() == NodeKind.GET_ATTR) {
            weights.get(block).add(read);
        } else if (!block.equals(blockOf.get(read))) {
            inputs.get(block).add(read);
            crossing.add(read);
        }
    }

    private void collectOutputs() {
        for (Node node : crossing) {
            Integer block = blockOf.get(node);
            if (block != null) {
                outputs.get(block).add(node);
            }
        }
    }
}
