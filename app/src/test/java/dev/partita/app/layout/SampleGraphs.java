package dev.partita.app.layout;

import java.util.Random;

/** Graphs for tests and benchmarks; the same arguments always give the same graph. */
final class SampleGraphs {

    private SampleGraphs() {}

    /** Any directed graph: cycles, self-loops and parallel edges included. */
    static BoxGraph random(long seed, int boxes, int edges) {
        Random random = new Random(seed);
        BoxGraph.Builder builder = BoxGraph.builder();
        for (int i = 0; i < boxes; i++) {
            builder.box(20 + random.nextInt(200), 16 + random.nextInt(80));
        }
        for (int i = 0; i < edges && boxes > 0; i++) {
            builder.edge(random.nextInt(boxes), random.nextInt(boxes));
        }
        return builder.build();
    }

    /** Like a network: residual blocks, now and then an eight-way branch or a skip over many blocks. */
    static BoxGraph network(long seed, int boxes) {
        Random random = new Random(seed);
        BoxGraph.Builder builder = BoxGraph.builder();
        int count = 1;
        int last = box(builder, random);
        int early = last;
        while (count < boxes) {
            int kind = random.nextInt(10);
            if (kind < 8) {
                int block = last;
                for (int i = 0; i < 4; i++, count++) {
                    int next = box(builder, random);
                    builder.edge(last, next);
                    last = next;
                }
                builder.edge(block, last);
            } else if (kind == 8) {
                int join = -1;
                int[] ends = new int[8];
                for (int b = 0; b < 8; b++) {
                    int branch = last;
                    for (int i = 0; i <= random.nextInt(3); i++, count++) {
                        int next = box(builder, random);
                        builder.edge(branch, next);
                        branch = next;
                    }
                    ends[b] = branch;
                }
                join = box(builder, random);
                count++;
                for (int end : ends) {
                    builder.edge(end, join);
                }
                last = join;
            } else {
                int next = box(builder, random);
                count++;
                builder.edge(last, next);
                builder.edge(early, next);
                early = last;
                last = next;
            }
        }
        return builder.build();
    }

    private static int box(BoxGraph.Builder builder, Random random) {
        return builder.box(80 + random.nextInt(120), 36);
    }
}
