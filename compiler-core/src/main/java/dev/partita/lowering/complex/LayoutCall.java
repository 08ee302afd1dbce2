package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call that touches complex tensors, as Torch-TensorRT's rewriter sees it: it reads arguments by position, and takes
 * any tensor for a pair tensor where a rule wants one.
 *
 * @param real makes the calls that replace the node
 * @param marks the nodes that the rewriter holds for pair tensors
 */
record LayoutCall(Graph graph, Node node, RealCalls real, Set<Node> marks) {

    Arg arg(int index) {
        return node.args().get(index);
    }

    Arg arg(int index, Arg fallback) {
        return node.arg(index).orElse(fallback);
    }

    /** Arguments from {@code first} on. */
    List<Arg> rest(int first) {
        return first < node.args().size() ? node.args().subList(first, node.args().size()) : List.of();
    }

    List<Arg> items(int index) {
        return arg(index) instanceof Arg.ListOf(List<Arg> items) ? items : List.of();
    }

    boolean isNode(int index) {
        return arg(index) instanceof Arg.Ref;
    }

    boolean isMarked(int index) {
        return arg(index) instanceof Arg.Ref(Node input) && marks.contains(input);
    }

    boolean isWeight(int index) {
        return arg(index) instanceof Arg.Ref(Node input) && input.kind() == NodeKind.GET_ATTR;
    }

    /** The two places of the last axis, whatever the tensor is. */
    Parts parts(int index) {
        return real.parts(arg(index));
    }

    /** An axis counted from the end moves over that of the parts. */
    static Arg moved(Arg axis) {
        return axis instanceof Arg.Int(long value) && value < 0 ? Arg.of(value - 1) : axis;
    }

    List<Arg> movedItems(int index) {
        return items(index).stream().map(LayoutCall::moved).toList();
    }

    /** A list argument with one more item. */
    Arg extended(int index, Arg last) {
        List<Arg> items = new ArrayList<>(items(index));
        items.add(last);
        return Arg.list(items);
    }

    /** A call of the node's own operator. */
    Arg same(List<Arg> args) {
        return real.call(node.op(), args, Map.of());
    }

    Arg same(Arg... args) {
        return same(List.of(args));
    }
}
