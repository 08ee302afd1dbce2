package dev.partita.ir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program as an ordered list of nodes, torch.fx's way: each node reads only nodes before it. Single-threaded while it
 * is being rewritten; share it between threads only when nobody edits it any more.
 */
public final class Graph implements Iterable<Node> {

    private static final long ORDER_STEP = 1L << 20;

    private final NameSpace names;
    private final Map<String, Node> byName;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<OpName, int[]> callCounts = new HashMap<>();
    final UnreadNodes unread = new UnreadNodes();
    private @Nullable Node first;
    private @Nullable Node last;
    private @Nullable Node insertBefore;
    private int size;

    public Graph() {
        this(16);
    }

    /** @param expectedNodes about how many will be made, so that tables need not grow on the way */
    public Graph(int expectedNodes) {
        this.names = new NameSpace(expectedNodes);
        this.byName = HashMap.newHashMap(expectedNodes);
    }

    /** Makes a node with a fresh name derived from {@code nameHint}, at the insertion point. */
    public Node create(NodeKind kind, String target, List<? extends Arg> args, Map<String, Arg> kwargs, String nameHint) {
        return add(new Node(this, names.create(nameHint), kind, target, opOf(kind, target)), args, kwargs);
    }

    /** Makes a node called exactly {@code name}, as files name theirs; the name must be free. */
    public Node createNamed(String name, NodeKind kind, String target, List<? extends Arg> args, Map<String, Arg> kwargs) {
        names.reserve(name);
        return add(new Node(this, name, kind, target, opOf(kind, target)), args, kwargs);
    }

    private static @Nullable OpName opOf(NodeKind kind, String target) {
        return kind == NodeKind.CALL_FUNCTION ? OpName.parse(target) : null;
    }

    private Node add(Node node, List<? extends Arg> args, Map<String, Arg> kwargs) {
        link(node, insertBefore);
        byName.put(node.name(), node);
        count(node, 1);
        unread.add(node);
        node.setArguments(args, kwargs);
        return node;
    }

    public Node placeholder(String name) {
        return create(NodeKind.PLACEHOLDER, name, List.of(), Map.of(), name);
    }

    /** Reads the parameter, buffer, constant or sub-graph at {@code path}. */
    public Node getAttr(String path) {
        return create(NodeKind.GET_ATTR, path, List.of(), Map.of(), FxNames.ofPath(path));
    }

    /** Calls an op; the node is named after it, as torch.fx does. */
    public Node call(OpName op, List<? extends Arg> args, Map<String, Arg> kwargs) {
        return add(call(op, FxNames.ofPacket(op)), args, kwargs);
    }

    /** Calls an op as a rewriting pass does in torch.fx: the node is named after op and overload. */
    public Node callOverload(OpName op, List<? extends Arg> args, Map<String, Arg> kwargs) {
        return add(call(op, FxNames.ofOverload(op)), args, kwargs);
    }

    private Node call(OpName op, String nameHint) {
        return new Node(this, names.create(nameHint), NodeKind.CALL_FUNCTION, op.qualified(), op);
    }

    public Node output(Arg result) {
        return create(NodeKind.OUTPUT, "output", List.of(result), Map.of(), "output");
    }

    /** Nodes made inside {@code body} stand before {@code anchor}, in the order in which they are made. */
    public void insertingBefore(Node anchor, Runnable body) {
        Node outer = insertBefore;
        insertBefore = anchor;
        try {
            body.run();
        } finally {
            insertBefore = outer;
        }
    }

    /** Nodes made inside {@code body} stand right after {@code anchor}, in the order in which they are made. */
    public void insertingAfter(Node anchor, Runnable body) {
        Node outer = insertBefore;
        insertBefore = anchor.next;
        try {
            body.run();
        } finally {
            insertBefore = outer;
        }
    }

    /** Removes a node that nobody reads. */
    public void erase(Node node) {
        if (!node.users().isEmpty()) {
            throw new IllegalStateException("node '" + node.name() + "' is still read by " + node.users());
        }
        node.setArguments(List.of(), Map.of());
        unlink(node);
        byName.remove(node.name());
        count(node, -1);
        unread.remove(node);
        node.erased = true;
    }

    /** Puts {@code node} directly before {@code anchor}. */
    public void moveBefore(Node node, Node anchor) {
        unlink(node);
        link(node, anchor);
    }

    public Optional<Node> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Node node(String name) {
        Node node = byName.get(name);
        if (node == null) {
            throw new NoSuchElementException("no node named '" + name + "'");
        }
        return node;
    }

    /** All nodes in order; a snapshot, safe against edits while it is walked. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(size);
        for (Node node : this) {
            nodes.add(node);
        }
        return nodes;
    }

    /**
     * The nodes that no other reads: the output, writes and checks, unused inputs, and what is dead. A snapshot in the order in
     * which they came to be unread; known without looking at the others.
     */
    public List<Node> unreadNodes() {
        return unread.list();
    }

    /** Whether any node calls one of these ops; known without looking at the nodes. */
    public boolean callsAny(Collection<OpName> ops) {
        for (OpName op : ops) {
            int[] count = callCounts.get(op);
            if (count != null && count[0] > 0) {
                return true;
            }
        }
        return false;
    }

    private void count(Node node, int change) {
        if (node.isCall()) {
            callCounts.computeIfAbsent(node.op(), _ -> new int[1])[0] += change;
        }
    }

    /** The node at the end, if there is any. */
    public Optional<Node> last() {
        return Optional.ofNullable(last);
    }

    public Node outputNode() {
        if (last != null && last.kind() == NodeKind.OUTPUT) {
            return last;
        }
        throw new IllegalStateException("the graph has no output node");
    }

    public int size() {
        return size;
    }

    /** Tensors and sub-graphs that {@code get_attr} nodes read, by path, in order of registration. */
    public Map<String, Attribute> attributes() {
        return java.util.Collections.unmodifiableMap(attributes);
    }

    public void putAttribute(String path, Attribute attribute) {
        attributes.put(path, attribute);
    }

    public void removeAttribute(String path) {
        attributes.remove(path);
    }

    /** What the {@code get_attr} node reads. */
    public Optional<Attribute> attribute(String path) {
        return Optional.ofNullable(attributes.get(path));
    }

    public NameSpace names() {
        return names;
    }

    /** Walks the live list: the current node may be erased, nodes may be inserted anywhere. */
    @Override
    public Iterator<Node> iterator() {
        return new Iterator<>() {
            private @Nullable Node following = first;

            @Override
            public boolean hasNext() {
                return following != null;
            }

            @Override
            public Node next() {
                Node current = following;
                if (current == null) {
                    throw new NoSuchElementException();
                }
                following = current.next;
                return current;
            }
        };
    }

    private void link(Node node, @Nullable Node before) {
        Node after = before == null ? last : before.previous;
        node.previous = after;
        node.next = before;
        if (after == null) {
            first = node;
        } else {
            after.next = node;
        }
        if (before == null) {
            last = node;
        } else {
            before.previous = node;
        }
        size++;
        long low = after == null ? 0 : after.order;
        if (before == null) {
            node.order = low + ORDER_STEP;
        } else if (before.order - low >= 2) {
            node.order = low + (before.order - low) / 2;
        } else {
            renumber();
        }
    }

    private void unlink(Node node) {
        if (node.previous == null) {
            first = node.next;
        } else {
            node.previous.next = node.next;
        }
        if (node.next == null) {
            last = node.previous;
        } else {
            node.next.previous = node.previous;
        }
        size--;
    }

    private void renumber() {
        long order = 0;
        for (Node node = first; node != null; node = node.next) {
            order += ORDER_STEP;
            node.order = order;
        }
    }
}
