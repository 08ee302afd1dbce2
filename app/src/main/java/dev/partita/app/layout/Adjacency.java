package dev.partita.app.layout;

/** Edges of a graph grouped by one of their ends, in the order of their numbers: compressed rows. */
final class Adjacency {

    private final int[] start;
    private final int[] edges;

    /** Groups by {@code end[edge]}; edges with a negative end are left out. */
    Adjacency(int nodes, int[] end) {
        start = new int[nodes + 1];
        int kept = 0;
        for (int node : end) {
            if (node >= 0) {
                start[node + 1]++;
                kept++;
            }
        }
        for (int node = 0; node < nodes; node++) {
            start[node + 1] += start[node];
        }
        edges = new int[kept];
        int[] next = start.clone();
        for (int edge = 0; edge < end.length; edge++) {
            if (end[edge] >= 0) {
                edges[next[end[edge]]++] = edge;
            }
        }
    }

    int from(int node) {
        return start[node];
    }

    int to(int node) {
        return start[node + 1];
    }

    int edge(int index) {
        return edges[index];
    }

    int degree(int node) {
        return start[node + 1] - start[node];
    }
}
