package dev.partita.app.layout;

import dev.partita.app.layout.BoxGraph.Anchor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of one cluster while it is laid out: its direct items, ports for the signals that enter and leave, and the
 * pieces of wires between them. Wires with equal ends and signals share a piece.
 */
final class ClusterLevel {

    /** Stands for a port instead of an item. */
    static final int PORT = -1;

    /** One piece of a wire inside the cluster. */
    private record Piece(int from, int to, int signal) {}

    private final List<Integer> children = new ArrayList<>();
    private final Map<Piece, Integer> pieceNumber = new HashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Integer, Integer> inPort = new HashMap<>();
    private final Map<Integer, Integer> outPort = new HashMap<>();
    private final List<Integer> inSignals = new ArrayList<>();
    private final List<Integer> outSignals = new ArrayList<>();

    /** Offset of each port from the cluster's start, across the direction of the layout. */
    private final Map<Integer, Double> inOffset = new HashMap<>();
    private final Map<Integer, Double> outOffset = new HashMap<>();

    void add(int child) {
        children.add(child);
    }

    List<Integer> children() {
        return children;
    }

    /** The number of the piece from one direct item, or {@link #PORT}, to another; added when new. */
    int piece(int from, int to, int signal) {
        if (from == PORT && inPort.putIfAbsent(signal, inSignals.size()) == null) {
            inSignals.add(signal);
        }
        if (to == PORT && outPort.putIfAbsent(signal, outSignals.size()) == null) {
            outSignals.add(signal);
        }
        return pieceNumber.computeIfAbsent(new Piece(from, to, signal), piece -> {
            pieces.add(piece);
            return pieces.size() - 1;
        });
    }

    double inOffset(int signal) {
        return inOffset.getOrDefault(signal, BoxGraph.FREE);
    }

    double outOffset(int signal) {
        return outOffset.getOrDefault(signal, BoxGraph.FREE);
    }

    /** The graph to lay out: children, then entering ports, then leaving ones. */
    BoxGraph graph(NestedGraph all, NestedDrawing sizes, ClusterLevel[] levels) {
        BoxGraph.Builder builder = BoxGraph.builder();
        Map<Integer, Integer> box = new HashMap<>();
        for (int child : children) {
            box.put(child, builder.box(sizes.width[child], sizes.height[child], all.steps[child]));
        }
        int firstIn = children.size();
        int firstOut = firstIn + inSignals.size();
        inSignals.forEach(signal -> builder.port(Anchor.FIRST));
        outSignals.forEach(signal -> builder.port(Anchor.LAST));
        Map<Integer, Integer> localSignal = new HashMap<>();
        for (Piece piece : pieces) {
            int local = localSignal.computeIfAbsent(piece.signal, signal -> localSignal.size());
            int from = piece.from == PORT ? firstIn + number(inPort, piece.signal) : number(box, piece.from);
            int to = piece.to == PORT ? firstOut + number(outPort, piece.signal) : number(box, piece.to);
            double fromOffset = piece.from == PORT || levels[piece.from] == null
                    ? BoxGraph.FREE : levels[piece.from].outOffset(piece.signal);
            double toOffset = piece.to == PORT || levels[piece.to] == null
                    ? BoxGraph.FREE : levels[piece.to].inOffset(piece.signal);
            builder.edge(from, local, fromOffset, to, toOffset);
        }
        return builder.build();
    }

    /** Notes where the ports came to lie; {@code shift} leads from the drawing's frame to the cluster's. */
    void placePorts(Drawing drawing, boolean topDown, double shift) {
        for (int i = 0; i < inSignals.size(); i++) {
            int box = children.size() + i;
            inOffset.put(inSignals.get(i), shift + (topDown ? drawing.x(box) : drawing.y(box)));
        }
        for (int i = 0; i < outSignals.size(); i++) {
            int box = children.size() + inSignals.size() + i;
            outOffset.put(outSignals.get(i), shift + (topDown ? drawing.x(box) : drawing.y(box)));
        }
    }

    private static int number(Map<Integer, Integer> numbers, int key) {
        Integer number = numbers.get(key);
        if (number == null) {
            throw new IllegalStateException("item or signal " + key + " is not in its cluster");
        }
        return number;
    }
}
