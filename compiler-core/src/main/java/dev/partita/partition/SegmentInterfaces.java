package dev.partita.partition;

import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Finds what flows into and out of blocks that together hold every call of the graph. Inputs stand in the order of first
 * use inside, outputs in the order of first use outside, weights are copied into each block that reads them.
 */
final class SegmentInterfaces {

    /** A segment whose interface is not known yet. */
    record Draft(String name, Segment.Kind kind, List<Node> nodes) {}

    private static final int NONE = -1;

    private final CallGraph calls;

    /** By call. */
    private final int[] blockOf;

    private final List<SequencedSet<Node>> weights = new ArrayList<>();
    private final List<SequencedSet<Node>> inputs = new ArrayList<>();
    private final List<SequencedSet<Node>> outputs = new ArrayList<>();

    private SegmentInterfaces(CallGraph calls, List<Draft> drafts) {
        this.calls = calls;
        this.blockOf = new int[calls.size()];
        Arrays.fill(blockOf, NONE);
        for (int block = 0; block < drafts.size(); block++) {
            for (Node node : drafts.get(block).nodes()) {
                blockOf[calls.number(node)] = block;
            }
            weights.add(new LinkedHashSet<>());
            inputs.add(new LinkedHashSet<>());
            outputs.add(new LinkedHashSet<>());
        }
    }

    static List<Segment> of(CallGraph calls, List<Draft> drafts) {
        SegmentInterfaces interfaces = new SegmentInterfaces(calls, drafts);
        for (int call = 0; call < calls.size(); call++) {
            for (int read : calls.reads(call)) {
                interfaces.follow(interfaces.blockOf[call], read);
            }
        }
        calls.graph().outputNode().inputs().stream().filter(Node::isCall).forEach(
                result -> interfaces.leave(calls.number(result)));
        List<Segment> segments = new ArrayList<>();
        for (int block = 0; block < drafts.size(); block++) {
            Draft draft = drafts.get(block);
            segments.add(new Segment(draft.name(), draft.kind(), draft.nodes(), List.copyOf(interfaces.weights.get(block)),
                    List.copyOf(interfaces.inputs.get(block)), List.copyOf(interfaces.outputs.get(block))));
        }
        return segments;
    }

    private void follow(int block, int read) {
        if (read >= 0) {
            if (blockOf[read] != block) {
                inputs.get(block).add(calls.call(read));
                leave(read);
            }
        } else {
            Node other = calls.other(read);
            (other.kind() == NodeKind.GET_ATTR ? weights : inputs).get(block).add(other);
        }
    }

    private void leave(int call) {
        outputs.get(blockOf[call]).add(calls.call(call));
    }
}
