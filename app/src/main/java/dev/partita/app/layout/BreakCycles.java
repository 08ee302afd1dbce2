package dev.partita.app.layout;

/**
 * Step 1. Chooses edges to turn around so that no cycle is left: those that lead back to a box on the current path of a
 * depth-first walk. Graphs of programs have no cycles, but groups of their nodes can.
 */
final class BreakCycles {

    private static final byte NEW = 0;
    private static final byte ON_PATH = 1;
    private static final byte DONE = 2;

    private BreakCycles() {}

    /** True for each edge to be turned around. */
    static boolean[] turnedEdges(BoxGraph graph) {
        boolean[] turned = new boolean[graph.edges];
        Adjacency out = new Adjacency(graph.boxes, graph.source);
        byte[] state = new byte[graph.boxes];
        int[] path = new int[graph.boxes];
        int[] cursor = new int[graph.boxes];
        for (int root = 0; root < graph.boxes; root++) {
            if (state[root] != NEW) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            cursor[0] = out.from(root);
            state[root] = ON_PATH;
            while (depth >= 0) {
                int box = path[depth];
                if (cursor[depth] == out.to(box)) {
                    state[box] = DONE;
                    depth--;
                    continue;
                }
                int edge = out.edge(cursor[depth]++);
                int next = graph.target[edge];
                if (state[next] == ON_PATH) {
                    turned[edge] = next != box;
                } else if (state[next] == NEW) {
                    state[next] = ON_PATH;
                    depth++;
                    path[depth] = next;
                    cursor[depth] = out.from(next);
                }
            }
        }
        return turned;
    }
}
