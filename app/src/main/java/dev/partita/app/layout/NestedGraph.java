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
    /** How many steps deep an item is, whether that shows or not. */
    final int[] steps;
    final int[] from;
    final int[] to;
    /** Wires with the same signal carry the same value and enter or leave a cluster through one port. */
    final int[] signal;

    private NestedGraph(Builder builder) {
        items = builder.items;
        wires = builder.wires;
        parent = Arrays.copyOf(builder.parent, items);
        cluster = Arrays.copyOf(builder.cluster, items);
        width = Arrays.copyOf(builder.width, items);
        height = Arrays.copyOf(builder.height, items);
        steps = Arrays.copyOf(builder.steps, items);
        from = Arrays.copyOf(builder.from, wires);
        to = Arrays.copyOf(builder.to, wires);
        signal = Arrays.copyOf(builder.signal, wires);
    }

    public static Builder builder() {
        return new Builder();
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
        private int[] steps = new int[16];
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
                steps = Arrays.copyOf(steps, items * 2);
            }
            parent[items] = inCluster;
            cluster[items] = isCluster;
            width[items] = itemWidth;
            height[items] = itemHeight;
            steps[items] = 1;
            return items++;
        }

        /** How many steps deep an item is, whether that shows or not; 1 unless told. Item 0 is as deep as the whole. */
        public Builder steps(int item, int itemSteps) {
            steps[item] = itemSteps;
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
