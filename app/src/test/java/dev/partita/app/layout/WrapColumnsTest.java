package dev.partita.app.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What columns promise beyond what {@link NestedLayoutTest} asks of every drawing. */
class WrapColumnsTest {

    private static NestedDrawing arrange(NestedGraph graph, int columns, Direction direction) {
        return new NestedLayout(LayoutOptions.DEFAULT.withDirection(direction), Insets.DEFAULT, new LayoutCache(100)).arrange(graph, columns);
    }

    /** Groups in a row, each of three boxes; those in {@code open} show them. */
    private static NestedGraph chain(int groups, List<Integer> open) {
        NestedGraph.Builder builder = NestedGraph.builder();
        int last = builder.leaf(0, 80, 30);
        for (int group = 0; group < groups; group++) {
            if (open.contains(group)) {
                int cluster = builder.cluster(0, 120, 40);
                builder.weight(cluster, 5);
                for (int box = 0; box < 3; box++) {
                    int leaf = builder.leaf(cluster, 80, 30);
                    builder.wire(last, last, leaf);
                    last = leaf;
                }
            } else {
                int leaf = builder.leaf(0, 120, 40);
                builder.weight(leaf, 5);
                builder.wire(last, last, leaf);
                last = leaf;
            }
        }
        return builder.build();
    }

    /** The column that each item of the outermost level is in: how many others start further left of it, in steps. */
    private static List<Integer> columns(NestedGraph graph, NestedDrawing drawing) {
        List<Integer> columns = new ArrayList<>();
        int column = 0;
        double above = Double.NEGATIVE_INFINITY;
        for (int item = 1; item < graph.itemCount(); item++) {
            if (graph.parent(item) == 0) {
                column += drawing.y(item) < above ? 1 : 0;
                above = drawing.y(item);
                columns.add(column);
            }
        }
        return columns;
    }

    @Property(tries = 60)
    void openingAGroupMovesNothingToAnotherColumn(
            @ForAll @IntRange(min = 6, max = 30) int groups, @ForAll @IntRange(min = 2, max = 6) int columns, @ForAll @IntRange(min = 0, max = 29) int opened) {
        NestedGraph closed = chain(groups, List.of());
        NestedGraph open = chain(groups, List.of(opened % groups));
        assertEquals(columns(closed, arrange(closed, columns, Direction.TOP_DOWN)), columns(open, arrange(open, columns, Direction.TOP_DOWN)));
    }

    @Test
    void aChainFillsItsColumnsEvenly() {
        NestedGraph graph = chain(24, List.of());
        NestedDrawing drawing = arrange(graph, 4, Direction.TOP_DOWN);
        List<Integer> columns = columns(graph, drawing);
        for (int column = 0; column < 4; column++) {
            int number = column;
            long boxes = columns.stream().filter(at -> at == number).count();
            assertTrue(boxes >= 5 && boxes <= 8, columns.toString());
        }
        assertTrue(drawing.height(0) < arrange(graph, 1, Direction.TOP_DOWN).height(0) / 2.5);
    }

    @Test
    void fromLeftToRightTheyAreRows() {
        NestedGraph graph = chain(24, List.of());
        NestedDrawing down = arrange(graph, 3, Direction.TOP_DOWN);
        NestedDrawing right = arrange(graph, 3, Direction.LEFT_RIGHT);
        assertTrue(down.width(0) > arrange(graph, 1, Direction.TOP_DOWN).width(0) * 2);
        assertTrue(right.height(0) > arrange(graph, 1, Direction.LEFT_RIGHT).height(0) * 2);
    }

    /** Three chains side by side, which nothing crosses: nor does it in columns. */
    @Test
    void wiresNestOnTheirWayToTheNextColumn() {
        NestedGraph.Builder builder = NestedGraph.builder();
        int[] last = {builder.leaf(0, 80, 30), builder.leaf(0, 80, 30), builder.leaf(0, 80, 30)};
        for (int row = 0; row < 12; row++) {
            for (int chain = 0; chain < 3; chain++) {
                int next = builder.leaf(0, 80, 30);
                builder.wire(last[chain], last[chain], next);
                last[chain] = next;
            }
        }
        NestedGraph graph = builder.build();
        NestedDrawing drawing = arrange(graph, 3, Direction.TOP_DOWN);
        assertTrue(drawing.width(0) > arrange(graph, 1, Direction.TOP_DOWN).width(0) * 2, "it is in columns");
        for (int a = 0; a < graph.wireCount(); a++) {
            for (int b = 0; b < a; b++) {
                assertEquals(0, crossings(drawing.route(a), drawing.route(b)), "wires " + a + " and " + b);
            }
        }
    }

    private static int crossings(Route a, Route b) {
        int crossings = 0;
        for (int p = 1; p < a.size(); p++) {
            for (int q = 1; q < b.size(); q++) {
                crossings += java.awt.geom.Line2D.linesIntersect(a.x(p - 1), a.y(p - 1), a.x(p), a.y(p), b.x(q - 1), b.y(q - 1), b.x(q), b.y(q)) ? 1 : 0;
            }
        }
        return crossings;
    }
}
