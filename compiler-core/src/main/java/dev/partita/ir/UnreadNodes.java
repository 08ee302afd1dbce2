package dev.partita.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a graph that no other reads, so that dead ones are found without a walk over the rest. A linked list
 * through the nodes themselves: each of them is here for a moment, between being made and being read.
 */
final class UnreadNodes {

    private @Nullable Node first;
    private @Nullable Node last;

    /** Does nothing when the node is here. */
    void add(Node node) {
        if (isHere(node)) {
            return;
        }
        node.previousUnread = last;
        if (last == null) {
            first = node;
        } else {
            last.nextUnread = node;
        }
        last = node;
    }

    /** Does nothing when the node is not here. */
    void remove(Node node) {
        if (!isHere(node)) {
            return;
        }
        if (node.previousUnread == null) {
            first = node.nextUnread;
        } else {
            node.previousUnread.nextUnread = node.nextUnread;
        }
        if (node.nextUnread == null) {
            last = node.previousUnread;
        } else {
            node.nextUnread.previousUnread = node.previousUnread;
        }
        node.previousUnread = null;
        node.nextUnread = null;
    }

    private boolean isHere(Node node) {
        return node == first || node.previousUnread != null;
    }

    List<Node> list() {
        List<Node> nodes = new ArrayList<>();
        for (Node node = first; node != null; node = node.nextUnread) {
            nodes.add(node);
        }
        return nodes;
    }
}
