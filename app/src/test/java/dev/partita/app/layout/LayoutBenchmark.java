package dev.partita.app.layout;

import java.util.Arrays;

/** Prints how long flat layouts take: cold, then the median of five. Run its main method. */
final class LayoutBenchmark {

    private static final int WARM_RUNS = 5;

    private LayoutBenchmark() {}

    public static void main(String[] args) {
        System.out.println("| boxes | edges | cold ms | warm ms | crossings |");
        System.out.println("|---|---|---|---|---|");
        for (int boxes : new int[] {400, 1_000, 8_400, 50_000}) {
            BoxGraph graph = SampleGraphs.network(7, boxes);
            double cold = millis(graph);
            double[] warm = new double[WARM_RUNS];
            for (int run = 0; run < WARM_RUNS; run++) {
                warm[run] = millis(graph);
            }
            Arrays.sort(warm);
            long crossings = LayeredDrawing.of(graph, LayoutOptions.DEFAULT).crossings();
            System.out.printf("| %d | %d | %.0f | %.0f | %d |%n", graph.boxCount(), graph.edgeCount(), cold,
                    warm[WARM_RUNS / 2], crossings);
        }
    }

    private static double millis(BoxGraph graph) {
        long start = System.nanoTime();
        LayeredDrawing.of(graph, LayoutOptions.DEFAULT);
        return (System.nanoTime() - start) / 1e6;
    }
}
