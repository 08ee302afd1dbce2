package dev.partita.ir;

import java.util.AbstractSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the order in which they came in, each once. Most nodes read and are read by a few others: these lie in an
 * array, and only large sets are indexed. Unmodifiable outside of this package.
 */
final class NodeSet extends AbstractSet<Node> implements SequencedSet<Node> {

    private static final Node[] EMPTY = {};

    /** The set of nothing; nobody links to it. */
    static final NodeSet NONE = new NodeSet();

    private static final int LARGEST_SEARCHED = 16;

    private Node[] nodes = EMPTY;
    private int size;
    private @Nullable Set<Node> index;

    void link(Node node) {
        if (contains(node)) {
            return;
        }
        if (size == nodes.length) {
            grow();
        }
        nodes[size++] = node;
        if (index != null) {
            index.add(node);
        } else if (size > LARGEST_SEARCHED) {
            index = new HashSet<>(this);
        }
    }

    /** By hand: {@code Arrays.copyOf} asks for the type of the elements each time, by reflection. */
    private void grow() {
        Node[] larger = new Node[size == 0 ? 2 : 2 * size];
        System.arraycopy(nodes, 0, larger, 0, size);
        nodes = larger;
    }

    /** Links every node that the argument refers to, in reading order. */
    void linkRefs(Arg arg) {
        if (arg instanceof Arg.Ref(Node node)) {
            link(node);
        } else if (arg instanceof Arg.ListOf(List<Arg> items)) {
            for (int i = 0; i < items.size(); i++) {
                linkRefs(items.get(i));
            }
        }
    }

    /** Each node of this set learns that {@code reader} reads it. */
    void addReader(Node reader) {
        for (int i = 0; i < size; i++) {
            nodes[i].addUser(reader);
        }
    }

    /** Each node of this set learns that {@code reader} reads it no more. */
    void removeReader(Node reader) {
        for (int i = 0; i < size; i++) {
            nodes[i].removeUser(reader);
        }
    }

    Node get(int index) {
        return nodes[index];
    }

    void unlink(Node node) {
        if (index != null && !index.remove(node)) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (nodes[i] == node) {
                System.arraycopy(nodes, i + 1, nodes, i, --size - i);
                nodes = size == 0 ? EMPTY : nodes;
                return;
            }
        }
    }

    @Override
    public void forEach(Consumer<? super Node> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(nodes[i]);
        }
    }

    @Override
    public boolean contains(@Nullable Object wanted) {
        if (index != null) {
            return index.contains(wanted);
        }
        for (int i = 0; i < size; i++) {
            if (nodes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Node> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Node next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return nodes[next++];
            }
        };
    }

    @Override
    public SequencedSet<Node> reversed() {
        return new LinkedHashSet<>(this).reversed();
    }
}
