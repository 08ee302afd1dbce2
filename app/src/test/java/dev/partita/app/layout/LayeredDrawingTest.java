package dev.partita.app.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LayeredDrawingTest {

    @Property(tries = 150)
    void boxesNeverOverlapAndEdgesNeverRunThroughThem(
            @ForAll long seed, @ForAll @IntRange(max = 40) int boxes, @ForAll @IntRange(max = 80) int edges,
            @ForAll Direction direction) {
        BoxGraph graph = SampleGraphs.random(seed, boxes, edges);
        Drawing drawing = LayeredDrawing.of(graph, LayoutOptions.DEFAULT.withDirection(direction));
        DrawingAssertions.assertNoOverlap(graph, drawing);
        DrawingAssertions.assertEdgesStayOutsideBoxes(graph, drawing, direction);
        DrawingAssertions.assertEndsTouchBoxes(graph, drawing);
    }

    @Property(tries = 60)
    void everyEdgeOfAnAcyclicGraphLeadsToALaterLayer(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int boxes) {
        BoxGraph graph = SampleGraphs.network(seed, boxes);
        Drawing drawing = LayeredDrawing.of(graph, LayoutOptions.DEFAULT);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            int source = graph.source(edge);
            int target = graph.target(edge);
            assertTrue(drawing.rank(source) < drawing.rank(target));
            assertTrue(drawing.y(source) + graph.height(source) < drawing.y(target));
        }
    }

    @Property(tries = 40)
    void theSameGraphIsAlwaysDrawnTheSame(@ForAll long seed, @ForAll @IntRange(max = 60) int boxes) {
        BoxGraph graph = SampleGraphs.random(seed, boxes, boxes * 2);
        BoxGraph again = SampleGraphs.random(seed, boxes, boxes * 2);
        assertEquals(graph, again);
        assertTrue(DrawingAssertions.same(graph,
                LayeredDrawing.of(graph, LayoutOptions.DEFAULT), LayeredDrawing.of(again, LayoutOptions.DEFAULT)));
    }

    @Test
    void aChainIsAStraightLine() {
        BoxGraph.Builder builder = BoxGraph.builder();
        int last = builder.box(100, 30);
        for (int i = 0; i < 5; i++) {
            int next = builder.box(60 + 20 * i, 30);
            builder.edge(last, next);
            last = next;
        }
        BoxGraph graph = builder.build();
        Drawing drawing = LayeredDrawing.of(graph, LayoutOptions.DEFAULT);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            assertEquals(2, drawing.route(edge).size(), "edge " + edge);
        }
        assertEquals(0, drawing.crossings());
    }

    @Test
    void aShortcutRunsBesideAStraightMainPath() {
        BoxGraph.Builder builder = BoxGraph.builder();
        int first = builder.box(100, 30);
        int middle = builder.box(100, 30);
        int last = builder.box(100, 30);
        builder.edge(first, middle);
        builder.edge(middle, last);
        builder.edge(first, last);
        Drawing drawing = LayeredDrawing.of(builder.build(), LayoutOptions.DEFAULT);
        assertEquals(drawing.x(first), drawing.x(middle));
        assertEquals(drawing.x(middle), drawing.x(last));
    }

    @Test
    void aConstantStandsNextToItsReader() {
        BoxGraph.Builder builder = BoxGraph.builder();
        int input = builder.box(100, 30);
        int early = builder.box(100, 30);
        int late = builder.box(100, 30);
        int constant = builder.box(40, 20);
        builder.edge(input, early);
        builder.edge(early, late);
        builder.edge(constant, late);
        Drawing drawing = LayeredDrawing.of(builder.build(), LayoutOptions.DEFAULT);
        assertEquals(drawing.rank(early), drawing.rank(constant));
    }

    @Test
    void growingOneBoxKeepsTheOrderOfAllOthers() {
        BoxGraph small = ladder(30);
        BoxGraph large = ladder(400);
        Drawing before = LayeredDrawing.of(small, LayoutOptions.DEFAULT);
        Drawing after = LayeredDrawing.of(large, LayoutOptions.DEFAULT);
        for (int a = 0; a < small.boxCount(); a++) {
            assertEquals(before.rank(a), after.rank(a));
            for (int b = 0; b < small.boxCount(); b++) {
                if (before.rank(a) == before.rank(b)) {
                    assertEquals(before.x(a) < before.x(b), after.x(a) < after.x(b));
                }
            }
        }
    }

    private static BoxGraph ladder(double extentOfOne) {
        BoxGraph.Builder builder = BoxGraph.builder();
        int top = builder.box(50, 20);
        for (int i = 0; i < 6; i++) {
            int middle = builder.box(i == 3 ? extentOfOne : 50, i == 3 ? extentOfOne : 20);
            int bottom = builder.box(50, 20);
            builder.edge(top, middle);
            builder.edge(middle, bottom);
        }
        return builder.build();
    }

    @Test
    void anInterruptEndsTheLayout() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class,
                    () -> LayeredDrawing.of(SampleGraphs.network(1, 1000), LayoutOptions.DEFAULT));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
