package dev.partita.app.layout;

import java.util.Arrays;

/**
 * Boxes inside boxes. An item is a leaf with a size or a cluster that is as large as its content; a cluster is added
 * before its items, item 0 is the cluster that holds all. Wires join leaves, across any borders.
 */
public final class NestedGraph {

    final int items;
    final int wires;
    final int[] parent;
    final boolean[] cluster;
    /** Size of a leaf; least size of a cluster. */
    final double[] width;
    final double[] height;
    /** How much an item holds, whether that shows or not. */
    final int[] weight;
    final int[] from;
    final int[] to;
    /** Wires with the same signal carry the same value and enter or leave a cluster through one port. */
    final int[] signal;

    private static final double MOST_OF_IT = 0.7;

    private NestedGraph(Builder builder) {
        items = builder.items;
        wires = builder.wires;
        parent = Arrays.copyOf(builder.parent, items);
        cluster = Arrays.copyOf(builder.cluster, items);
        width = Arrays.copyOf(builder.width, items);
        height = Arrays.copyOf(builder.height, items);
        weight = Arrays.copyOf(builder.weight, items);
        from = Arrays.copyOf(builder.from, wires);
        to = Arrays.copyOf(builder.to, wires);
        signal = Arrays.copyOf(builder.signal, wires);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The innermost cluster that holds nearly everything: on its level the graph divides into parts. */
    int dividingCluster() {
        int dividing = 0;
        for (int item = 1; item < items; item++) {
            if (cluster[item] && parent[item] == dividing && weight[item] > MOST_OF_IT * siblings(item)) {
                dividing = item;
            }
        }
        return dividing;
    }

    private int siblings(int item) {
        int sum = 0;
        for (int other = 1; other < items; other++) {
            sum += parent[other] == parent[item] ? weight[other] : 0;
        }
        return sum;
    }

    public int itemCount() {
        return items;
    }

    public int wireCount() {
        return wires;
    }

    public boolean isCluster(int item) {
        return cluster[item];
    }

    /** The cluster around an item, -1 for item 0. */
    public int parent(int item) {
        return parent[item];
    }

    public int from(int wire) {
        return from[wire];
    }

    public int to(int wire) {
        return to[wire];
    }

    /** Adds items and wires one by one; the cluster around everything is there from the start. */
    public static final class Builder {
        private int items;
        private int wires;
        private int[] parent = new int[16];
        private boolean[] cluster = new boolean[16];
        private double[] width = new double[16];
        private double[] height = new double[16];
        private int[] weight = new int[16];
        private int[] from = new int[16];
        private int[] to = new int[16];
        private int[] signal = new int[16];

        private Builder() {
            item(-1, true, 0, 0);
        }

        public int leaf(int inCluster, double leafWidth, double leafHeight) {
            return item(inCluster, false, leafWidth, leafHeight);
        }

        public int cluster(int inCluster, double leastWidth, double leastHeight) {
            return item(inCluster, true, leastWidth, leastHeight);
        }

        private int item(int inCluster, boolean isCluster, double itemWidth, double itemHeight) {
            if (items > 0 && (inCluster < 0 || inCluster >= items || !cluster[inCluster])) {
                throw new IllegalArgumentException("item " + inCluster + " is no cluster to put an item in");
            }
            if (items == parent.length) {
                parent = Arrays.copyOf(parent, items * 2);
                cluster = Arrays.copyOf(cluster, items * 2);
                width = Arrays.copyOf(width, items * 2);
                height = Arrays.copyOf(height, items * 2);
                weight = Arrays.copyOf(weight, items * 2);
            }
            parent[items] = inCluster;
            cluster[items] = isCluster;
            width[items] = itemWidth;
            height[items] = itemHeight;
            weight[items] = 1;
            return items++;
        }

        /** How much an item holds; 1 unless told. */
        public Builder weight(int item, int itemWeight) {
            weight[item] = itemWeight;
            return this;
        }

        /** A wire between two leaves; {@code wireSignal} numbers the value that it carries. */
        public int wire(int fromLeaf, int wireSignal, int toLeaf) {
            if (cluster[fromLeaf] || cluster[toLeaf]) {
                throw new IllegalArgumentException("a wire joins leaves, not clusters: " + fromLeaf + " -> " + toLeaf);
            }
            if (wires == from.length) {
                from = Arrays.copyOf(from, wires * 2);
                to = Arrays.copyOf(to, wires * 2);
                signal = Arrays.copyOf(signal, wires * 2);
            }
            from[wires] = fromLeaf;
            to[wires] = toLeaf;
            signal[wires] = wireSignal;
            return wires++;
        }

        public NestedGraph build() {
            return new NestedGraph(this);
        }
    }
}
