package dev.partita.app.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns promise beyond what {@link NestedLayoutTest} asks of every drawing. */
class WrapColumnsTest {

    private static NestedDrawing arrange(NestedGraph graph, int columns, Direction direction) {
        return arrange(graph, columns, direction, Insets.DEFAULT);
    }

    private static NestedDrawing arrange(NestedGraph graph, int columns, Direction direction, Insets insets) {
        return new NestedLayout(LayoutOptions.DEFAULT.withDirection(direction), insets, new LayoutCache(100)).arrange(graph, columns);
    }

    /** A graph, and a name for each of its items that is the same however much of it is open. */
    private record Named(NestedGraph graph, List<String> names) {}

    private static NestedGraph chain(int groups) {
        return new Chain(Set.of()).build(groups, 1).graph;
    }

    /** Groups in a row, each of some parts, each of three boxes; those whose names are in {@code open} show what they hold. */
    private static final class Chain {
        private static final int BOXES = 3;

        private final NestedGraph.Builder builder = NestedGraph.builder();
        private final List<String> names = new ArrayList<>(List.of(""));
        private final Set<String> open;
        private int last;

        Chain(Set<String> open) {
            this.open = open;
            last = builder.leaf(0, 80, 30);
            names.add("input");
        }

        Named build(int groups, int parts) {
            builder.steps(0, 1 + groups * parts * BOXES);
            for (int group = 0; group < groups; group++) {
                add(0, "group" + group, parts);
            }
            return new Named(builder.build(), names);
        }

        private void add(int around, String name, int parts) {
            names.add(name);
            if (!open.contains(name)) {
                join(builder.leaf(around, 120, 40), parts * BOXES);
                return;
            }
            int cluster = builder.cluster(around, 120, 40);
            builder.steps(cluster, parts * BOXES);
            for (int part = 0; part < parts && parts > 1; part++) {
                add(cluster, name + ".part" + part, 1);
            }
            for (int box = 0; box < BOXES && parts == 1; box++) {
                names.add(name + ".box" + box);
                join(builder.leaf(cluster, 80, 30), 1);
            }
        }

        private void join(int leaf, int steps) {
            builder.steps(leaf, steps);
            builder.wire(last, last, leaf);
            last = leaf;
        }
    }

    /** The column of each item on its level: how many times the chain goes up on the way there. */
    private static Map<String, Integer> columns(Named named, NestedDrawing drawing) {
        Map<String, Integer> columns = new TreeMap<>();
        int[] column = new int[named.graph.itemCount()];
        double[] above = new double[named.graph.itemCount()];
        Arrays.fill(above, Double.NEGATIVE_INFINITY);
        for (int item = 1; item < named.graph.itemCount(); item++) {
            int around = named.graph.parent(item);
            column[around] += drawing.y(item) < above[around] ? 1 : 0;
            above[around] = drawing.y(item);
            columns.put(named.names.get(item), column[around]);
        }
        return columns;
    }

    @Property(tries = 60)
    void openingAGroupMovesNothingToAnotherColumn(
            @ForAll @IntRange(min = 2, max = 12) int groups, @ForAll @IntRange(min = 1, max = 12) int parts,
            @ForAll @IntRange(min = 2, max = 12) int columns, @ForAll @IntRange(min = 0, max = 143) int opened) {
        String group = "group" + opened % groups;
        String other = "group" + (opened + 1) % groups;
        Set<String> less = Set.of(group);
        Set<String> more = Set.of(group, other, group + ".part" + opened / groups % parts);
        Named before = new Chain(less).build(groups, parts);
        Named after = new Chain(more).build(groups, parts);
        Map<String, Integer> columnsAfter = columns(after, arrange(after.graph, columns, Direction.TOP_DOWN));
        columns(before, arrange(before.graph, columns, Direction.TOP_DOWN))
                .forEach((name, column) -> assertEquals(column, columnsAfter.get(name), name));
    }

    @Property(tries = 60)
    void fromLeftToRightIsTheMirrorOfTopDown(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int columns) {
        NestedGraph down = NestedLayoutTest.random(seed, 0, false);
        NestedGraph right = NestedLayoutTest.random(seed, 0, true);
        NestedDrawing drawnDown = arrange(down, columns, Direction.TOP_DOWN, new Insets(0, 0, 0));
        NestedDrawing drawnRight = arrange(right, columns, Direction.LEFT_RIGHT, new Insets(0, 0, 0));
        for (int item = 0; item < down.itemCount(); item++) {
            assertEquals(drawnDown.x(item), drawnRight.y(item), 1e-6);
            assertEquals(drawnDown.y(item), drawnRight.x(item), 1e-6);
        }
        for (int wire = 0; wire < down.wireCount(); wire++) {
            assertEquals(drawnDown.route(wire).length(), drawnRight.route(wire).length(), 1e-6);
        }
    }

    @Property(tries = 40)
    void theSameGraphIsAlwaysWrappedTheSame(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int columns) {
        NestedDrawing one = arrange(NestedLayoutTest.random(seed), columns, Direction.TOP_DOWN);
        NestedDrawing two = arrange(NestedLayoutTest.random(seed), columns, Direction.TOP_DOWN);
        assertArrayEquals(one.x, two.x);
        assertArrayEquals(one.y, two.y);
        for (int wire = 0; wire < one.routes.length; wire++) {
            assertEquals(one.route(wire).length(), two.route(wire).length());
        }
    }

    @Test
    void aGroupThatIsAllTheGraphIsWrappedInside() {
        Set<String> open = Set.of("group0", "group1");
        NestedGraph graph = new Chain(open).build(2, 20).graph;
        NestedDrawing one = arrange(graph, 1, Direction.TOP_DOWN);
        NestedDrawing two = arrange(graph, 2, Direction.TOP_DOWN);
        NestedDrawing eight = arrange(graph, 8, Direction.TOP_DOWN);
        assertTrue(two.height(0) > one.height(0) / 2.2 && two.height(0) < one.height(0) / 1.8, "two groups, two columns");
        assertTrue(eight.height(0) < one.height(0) / 5, "four columns in each group");
    }

    @Test
    void equalGroupsShareTheirColumns() {
        Set<String> open = new HashSet<>();
        for (int group = 0; group < 12; group++) {
            open.add("group" + group);
        }
        LayoutCache cache = new LayoutCache(100);
        NestedGraph graph = new Chain(open).build(12, 20).graph;
        new NestedLayout(LayoutOptions.DEFAULT, Insets.DEFAULT, cache).arrange(graph, 36);
        // The chain of groups, a group, and the last, which nothing leaves.
        assertEquals(3, cache.size());
    }

    @Test
    void aChainFillsItsColumnsEvenly() {
        Named named = new Chain(Set.of()).build(24, 1);
        NestedGraph graph = named.graph;
        NestedDrawing drawing = arrange(graph, 4, Direction.TOP_DOWN);
        Collection<Integer> columns = columns(named, drawing).values();
        for (int column = 0; column < 4; column++) {
            int number = column;
            long boxes = columns.stream().filter(at -> at == number).count();
            assertTrue(boxes >= 5 && boxes <= 8, columns.toString());
        }
        assertTrue(drawing.height(0) < arrange(graph, 1, Direction.TOP_DOWN).height(0) / 2.5);
    }

    @Test
    void fromLeftToRightTheyAreRows() {
        NestedGraph graph = chain(24);
        NestedDrawing down = arrange(graph, 3, Direction.TOP_DOWN);
        NestedDrawing right = arrange(graph, 3, Direction.LEFT_RIGHT);
        assertTrue(down.width(0) > arrange(graph, 1, Direction.TOP_DOWN).width(0) * 2);
        assertTrue(right.height(0) > arrange(graph, 1, Direction.LEFT_RIGHT).height(0) * 2);
    }

    /** Three chains side by side, which nothing crosses: nor does it in columns, of the whole graph or of a group. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wiresNestOnTheirWayToTheNextColumn(boolean grouped) {
        NestedGraph.Builder builder = NestedGraph.builder();
        int[] last = {builder.leaf(0, 80, 30), builder.leaf(0, 80, 30), builder.leaf(0, 80, 30)};
        int around = grouped ? builder.cluster(0, 0, 0) : 0;
        builder.steps(around, 24);
        for (int row = 0; row < 24; row++) {
            for (int chain = 0; chain < 3; chain++) {
                int next = builder.leaf(around, 80, 30);
                builder.wire(last[chain], last[chain], next);
                last[chain] = next;
            }
        }
        NestedGraph graph = builder.steps(0, grouped ? 25 : 24).build();
        NestedDrawing drawing = arrange(graph, 3, Direction.TOP_DOWN);
        assertTrue(drawing.width(around) > arrange(graph, 1, Direction.TOP_DOWN).width(around) * 2, "it is in columns");
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
