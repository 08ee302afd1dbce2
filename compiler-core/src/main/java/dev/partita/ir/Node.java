package dev.partita.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link Graph}. Identity matters: two nodes are never equal. All edits keep the users of the referenced
 * nodes up to date; nodes are made, moved and removed by their graph only.
 */
public final class Node {

    final Graph graph;
    private final String name;
    private final NodeKind kind;
    private final String target;
    private final @Nullable OpName op;
    private List<Arg> args;
    private Map<String, Arg> kwargs;
    private Value value = Value.NONE;
    private Origin origin = Origin.UNKNOWN;
    NodeSet inputs = NodeSet.NONE;
    private final NodeSet users = new NodeSet();

    @Nullable Node previous;
    @Nullable Node next;
    boolean erased;
    /** Neighbours in {@link UnreadNodes}. */
    @Nullable Node previousUnread;
    @Nullable Node nextUnread;
    /** Order key: grows along the graph; {@link Graph} renumbers when a gap closes. */
    long order;

    Node(Graph graph, String name, NodeKind kind, String target, @Nullable OpName op) {
        this.graph = graph;
        this.name = name;
        this.kind = kind;
        this.target = target;
        this.op = op;
        this.args = List.of();
        this.kwargs = Map.of();
    }

    public Graph graph() {
        return graph;
    }

    /** Unique in its graph. */
    public String name() {
        return name;
    }

    public NodeKind kind() {
        return kind;
    }

    public boolean isCall() {
        return kind == NodeKind.CALL_FUNCTION;
    }

    /** The op of a call. Throws on other kinds: ask {@link #isCall()} or use {@link #calls}. */
    public OpName op() {
        if (op == null) {
            throw new IllegalStateException("node '" + name + "' is a " + kind.fxName() + ", it calls no op");
        }
        return op;
    }

    public boolean calls(OpName candidate) {
        return candidate.equals(op);
    }

    /** Placeholder name, attribute path ({@code layer1.0.weight}), or the qualified op. */
    public String target() {
        return target;
    }

    public List<Arg> args() {
        return args;
    }

    public Map<String, Arg> kwargs() {
        return kwargs;
    }

    /** The positional argument at {@code index}, or empty when left at its default. */
    public Optional<Arg> arg(int index) {
        return index < args.size() ? Optional.of(args.get(index)) : Optional.empty();
    }

    /** An argument by position or, failing that, by keyword. */
    public Optional<Arg> arg(int index, String keyword) {
        return index < args.size() ? Optional.of(args.get(index)) : Optional.ofNullable(kwargs.get(keyword));
    }

    /** The node at the positional argument {@code index}; throws when it is no reference. */
    public Node input(int index) {
        if (index < args.size() && args.get(index) instanceof Arg.Ref(Node node)) {
            return node;
        }
        throw new IllegalStateException("argument " + index + " of node '" + name + "' is no node");
    }

    public void setArgs(List<? extends Arg> newArgs) {
        setArguments(newArgs, kwargs);
    }

    public void setKwargs(Map<String, Arg> newKwargs) {
        setArguments(args, newKwargs);
    }

    /** Replaces all arguments and updates the users of old and new inputs. */
    public void setArguments(List<? extends Arg> newArgs, Map<String, Arg> newKwargs) {
        inputs.removeReader(this);
        args = List.copyOf(newArgs);
        kwargs = newKwargs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(newKwargs));
        inputs = args.isEmpty() && kwargs.isEmpty() ? NodeSet.NONE : read();
        inputs.addReader(this);
    }

    /** A set of its own each time: whoever walks the old one may go on. */
    private NodeSet read() {
        NodeSet read = new NodeSet();
        for (int i = 0; i < args.size(); i++) {
            read.linkRefs(args.get(i));
        }
        if (!kwargs.isEmpty()) {
            kwargs.values().forEach(read::linkRefs);
        }
        return read.isEmpty() ? NodeSet.NONE : read;
    }

    void addUser(Node reader) {
        users.link(reader);
        if (users.size() == 1) {
            graph.unread.remove(this);
        }
    }

    void removeUser(Node reader) {
        users.unlink(reader);
        if (users.isEmpty() && !erased) {
            graph.unread.add(this);
        }
    }

    /** Visits each node that this one reads, in reading order, repeated ones as often as they occur. */
    public void forEachInput(Consumer<Node> visitor) {
        for (int i = 0; i < args.size(); i++) {
            args.get(i).forEachRef(visitor);
        }
        if (!kwargs.isEmpty()) {
            for (Arg arg : kwargs.values()) {
                arg.forEachRef(visitor);
            }
        }
    }

    /** The distinct nodes this one reads, in reading order: positional arguments first. An edit does not change it but makes another. */
    public SequencedSet<Node> inputs() {
        return inputs;
    }

    /** Nodes that read this one, in the order in which they came to; a live view. */
    public SequencedSet<Node> users() {
        return users;
    }

    /** Every reader reads {@code replacement} instead; returns the changed readers. */
    public List<Node> replaceAllUsesWith(Node replacement) {
        List<Node> changed = new ArrayList<>(users);
        for (Node user : changed) {
            user.replaceInput(this, replacement);
        }
        return changed;
    }

    /** References to {@code from} in this node's arguments become references to {@code to}. */
    public void replaceInput(Node from, Node to) {
        setArguments(replaced(args, from, to), replaced(kwargs, from, to));
    }

    public Value value() {
        return value;
    }

    public Node setValue(Value newValue) {
        value = newValue;
        return this;
    }

    public Origin origin() {
        return origin;
    }

    public Node setOrigin(Origin newOrigin) {
        origin = newOrigin;
        return this;
    }

    /** The following node in graph order. */
    public Optional<Node> next() {
        return Optional.ofNullable(next);
    }

    public Optional<Node> previous() {
        return Optional.ofNullable(previous);
    }

    public boolean isErased() {
        return erased;
    }

    /** Whether this node stands before {@code other} in the same graph. */
    public boolean isBefore(Node other) {
        return order < other.order;
    }

    /** Of the name, which never changes: nodes, equal to themselves only, are keys of many maps, and an identity hash costs more. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@code %name}. */
    @Override
    public String toString() {
        return "%" + name;
    }

    private static List<Arg> replaced(List<Arg> args, Node from, Node to) {
        List<Arg> replaced = new ArrayList<>(args.size());
        for (Arg arg : args) {
            replaced.add(replaced(arg, from, to));
        }
        return replaced;
    }

    private static Map<String, Arg> replaced(Map<String, Arg> args, Node from, Node to) {
        if (args.isEmpty()) {
            return args;
        }
        Map<String, Arg> replaced = new LinkedHashMap<>(args);
        replaced.replaceAll((name, arg) -> replaced(arg, from, to));
        return replaced;
    }

    private static Arg replaced(Arg arg, Node from, Node to) {
        if (arg instanceof Arg.Ref(Node node)) {
            return node == from ? Arg.of(to) : arg;
        }
        return arg instanceof Arg.ListOf(List<Arg> items) ? Arg.list(replaced(items, from, to)) : arg;
    }
}
