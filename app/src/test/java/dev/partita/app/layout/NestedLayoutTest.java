package dev.partita.app.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NestedLayoutTest {

    private static final double SLACK = 1e-6;

    private static NestedDrawing arrange(NestedGraph graph) {
        return arrange(graph, 1);
    }

    private static NestedDrawing arrange(NestedGraph graph, int columns) {
        return new NestedLayout(LayoutOptions.DEFAULT, Insets.DEFAULT, new LayoutCache(100)).arrange(graph, columns);
    }

    @Property(tries = 120)
    void itemsLieInsideTheirClusterAndApartFromEachOther(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns) {
        NestedGraph graph = random(seed);
        NestedDrawing drawing = arrange(graph, columns);
        for (int a = 1; a < graph.itemCount(); a++) {
            assertInside(drawing, a, graph.parent(a));
            for (int b = 1; b < a; b++) {
                if (graph.parent(a) == graph.parent(b)) {
                    assertApart(drawing, a, b);
                }
            }
        }
    }

    @Property(tries = 120)
    void wiresRunThroughNoLeafAndJoinTheirEnds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns) {
        NestedGraph graph = random(seed);
        NestedDrawing drawing = arrange(graph, columns);
        for (int wire = 0; wire < graph.wireCount(); wire++) {
            Route route = drawing.route(wire);
            if (graph.from(wire) == graph.to(wire)) {
                continue;
            }
            assertTouches(drawing, graph.from(wire), route.x(0), route.y(0));
            assertTouches(drawing, graph.to(wire), route.x(route.size() - 1), route.y(route.size() - 1));
            for (int p = 1; p < route.size(); p++) {
                for (double t = 0.25; t < 1; t += 0.25) {
                    double eased = t * t * (3 - 2 * t);
                    double ahead = 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t;
                    double x = route.x(p - 1) + (route.x(p) - route.x(p - 1)) * eased;
                    double y = route.y(p - 1) + (route.y(p) - route.y(p - 1)) * ahead;
                    for (int item = 1; item < graph.itemCount(); item++) {
                        assertTrue(graph.isCluster(item) || !strictlyInside(drawing, item, x, y),
                                "wire " + wire + " runs through leaf " + item);
                    }
                }
            }
        }
    }

    @Test
    void equalBlocksShareOneLayout() {
        NestedGraph.Builder builder = NestedGraph.builder();
        int last = builder.leaf(0, 100, 30);
        for (int block = 0; block < 12; block++) {
            int cluster = builder.cluster(0, 0, 0);
            int a = builder.leaf(cluster, 100, 30);
            int b = builder.leaf(cluster, 80, 30);
            builder.wire(last, 2 * block, a);
            builder.wire(a, 2 * block + 1, b);
            builder.wire(last, 2 * block, b);
            last = b;
        }
        LayoutCache cache = new LayoutCache(100);
        new NestedLayout(LayoutOptions.DEFAULT, Insets.DEFAULT, cache).arrange(builder.build());
        // The chain of blocks, a block, and the last block, which nothing leaves.
        assertEquals(3, cache.size());
    }

    @Test
    void expandingAGroupKeepsTheOrderAround() {
        NestedDrawing collapsed = arrange(fan(false));
        NestedDrawing expanded = arrange(fan(true));
        for (int a = 2; a <= 5; a++) {
            for (int b = 2; b <= 5; b++) {
                assertEquals(collapsed.x(a) < collapsed.x(b), expanded.x(a) < expanded.x(b), a + " and " + b);
            }
        }
    }

    /** Items 1 to 5 are the same in both: a source and four targets, the third of which may be expanded. */
    private static NestedGraph fan(boolean expanded) {
        NestedGraph.Builder builder = NestedGraph.builder();
        int source = builder.leaf(0, 60, 30);
        int[] target = new int[4];
        for (int i = 0; i < 4; i++) {
            target[i] = i == 2 && expanded ? builder.cluster(0, 0, 0) : builder.leaf(0, 60, 30);
        }
        int inner = expanded ? builder.leaf(target[2], 300, 30) : target[2];
        int second = expanded ? builder.leaf(target[2], 300, 30) : target[2];
        for (int i = 0; i < 4; i++) {
            builder.wire(source, 0, i == 2 ? inner : target[i]);
        }
        if (expanded) {
            builder.wire(inner, 1, second);
        }
        return builder.build();
    }

    static NestedGraph random(long seed) {
        return random(seed, 200, false);
    }

    /**
     * @param widest of a cluster's least widths; 0 for clusters just as large as their content
     * @param mirrored exchanges width and height of all boxes
     */
    static NestedGraph random(long seed, int widest, boolean mirrored) {
        Random random = new Random(seed);
        NestedGraph.Builder builder = NestedGraph.builder();
        int[] clusters = new int[8];
        int[] steps = new int[8];
        int[] around = new int[8];
        int clusterCount = 1;
        int[] leaves = new int[40];
        int leafCount = 0;
        for (int i = 0; i < 30; i++) {
            int cluster = random.nextInt(clusterCount);
            int width = 20 + random.nextInt(150);
            int height = 20 + random.nextInt(40);
            if (clusterCount < clusters.length && random.nextInt(4) == 0) {
                around[clusterCount] = cluster;
                clusters[clusterCount++] = builder.cluster(clusters[cluster], widest * width / 170.0, widest == 0 ? 0 : 30);
            } else {
                leaves[leafCount++] = builder.leaf(clusters[cluster], mirrored ? height : width, mirrored ? width : height);
                steps[cluster] += 3;
                builder.steps(leaves[leafCount - 1], 3);
            }
        }
        for (int cluster = clusterCount - 1; cluster >= 0; cluster--) {
            builder.steps(clusters[cluster], Math.max(1, steps[cluster]));
            steps[around[cluster]] += cluster == 0 ? 0 : steps[cluster];
        }
        for (int i = 0; i < 45; i++) {
            int from = random.nextInt(leafCount);
            builder.wire(leaves[from], from, leaves[random.nextInt(leafCount)]);
        }
        return builder.build();
    }

    private static void assertInside(NestedDrawing drawing, int item, int around) {
        assertTrue(drawing.x(item) >= drawing.x(around) - SLACK && drawing.y(item) >= drawing.y(around) - SLACK
                && drawing.x(item) + drawing.width(item) <= drawing.x(around) + drawing.width(around) + SLACK
                && drawing.y(item) + drawing.height(item) <= drawing.y(around) + drawing.height(around) + SLACK,
                "item " + item + " leaves its cluster " + around);
    }

    private static void assertApart(NestedDrawing drawing, int a, int b) {
        assertTrue(drawing.x(a) + drawing.width(a) <= drawing.x(b) + SLACK
                || drawing.x(b) + drawing.width(b) <= drawing.x(a) + SLACK
                || drawing.y(a) + drawing.height(a) <= drawing.y(b) + SLACK
                || drawing.y(b) + drawing.height(b) <= drawing.y(a) + SLACK, "items " + a + " and " + b + " overlap");
    }

    private static boolean strictlyInside(NestedDrawing drawing, int item, double x, double y) {
        return x > drawing.x(item) + SLACK && x < drawing.x(item) + drawing.width(item) - SLACK
                && y > drawing.y(item) + SLACK && y < drawing.y(item) + drawing.height(item) - SLACK;
    }

    private static void assertTouches(NestedDrawing drawing, int item, double x, double y) {
        boolean onBorder = Math.abs(y - drawing.y(item)) < SLACK
                || Math.abs(y - drawing.y(item) - drawing.height(item)) < SLACK;
        assertTrue(onBorder && x >= drawing.x(item) - SLACK && x <= drawing.x(item) + drawing.width(item) + SLACK,
                "a wire ends off its leaf " + item);
    }
}
