package dev.partita.app.layout;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Comparator;

/** What every drawing must satisfy. */
final class DrawingAssertions {

    private static final double SLACK = 1e-6;

    private DrawingAssertions() {}

    static void assertNoOverlap(BoxGraph graph, Drawing drawing) {
        Integer[] byY = new Integer[graph.boxCount()];
        Arrays.setAll(byY, i -> i);
        Arrays.sort(byY, Comparator.comparingDouble(drawing::y));
        for (int i = 0; i < byY.length; i++) {
            for (int j = i + 1; j < byY.length; j++) {
                int a = byY[i];
                int b = byY[j];
                if (drawing.y(b) >= drawing.y(a) + graph.height(a) - SLACK) {
                    break;
                }
                boolean apart = drawing.x(a) + graph.width(a) <= drawing.x(b) + SLACK
                        || drawing.x(b) + graph.width(b) <= drawing.x(a) + SLACK;
                if (!apart) {
                    fail("boxes " + a + " and " + b + " overlap");
                }
            }
        }
    }

    /** Samples each curve as a painter draws it. */
    static void assertEdgesStayOutsideBoxes(BoxGraph graph, Drawing drawing, Direction direction) {
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            Route route = drawing.route(edge);
            for (int p = 1; p < route.size(); p++) {
                for (int t = 0; t <= 16; t++) {
                    double u = t / 16.0;
                    double eased = u * u * (3 - 2 * u);
                    // A cubic whose inner control points lie half way: linear-ish along, eased across.
                    double ahead = 1.5 * u * (1 - u) * (1 - u) + 1.5 * u * u * (1 - u) + u * u * u;
                    boolean topDown = direction == Direction.TOP_DOWN;
                    double x = mix(route.x(p - 1), route.x(p), topDown ? eased : ahead);
                    double y = mix(route.y(p - 1), route.y(p), topDown ? ahead : eased);
                    assertOutside(graph, drawing, edge, x, y);
                }
            }
        }
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static void assertOutside(BoxGraph graph, Drawing drawing, int edge, double x, double y) {
        for (int box = 0; box < graph.boxCount(); box++) {
            boolean inside = x > drawing.x(box) + SLACK && x < drawing.x(box) + graph.width(box) - SLACK
                    && y > drawing.y(box) + SLACK && y < drawing.y(box) + graph.height(box) - SLACK;
            if (inside) {
                fail("edge " + edge + " runs through box " + box + " at " + x + ", " + y);
            }
        }
    }

    static void assertEndsTouchBoxes(BoxGraph graph, Drawing drawing) {
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            Route route = drawing.route(edge);
            if (route.size() == 0) {
                continue;
            }
            assertTouches(graph, drawing, graph.source(edge), route.x(0), route.y(0));
            assertTouches(graph, drawing, graph.target(edge), route.x(route.size() - 1), route.y(route.size() - 1));
        }
    }

    private static void assertTouches(BoxGraph graph, Drawing drawing, int box, double x, double y) {
        double right = drawing.x(box) + graph.width(box);
        double bottom = drawing.y(box) + graph.height(box);
        boolean within = x >= drawing.x(box) - SLACK && x <= right + SLACK && y >= drawing.y(box) - SLACK && y <= bottom + SLACK;
        boolean onBorder = Math.min(Math.abs(x - drawing.x(box)), Math.abs(x - right)) < SLACK
                || Math.min(Math.abs(y - drawing.y(box)), Math.abs(y - bottom)) < SLACK;
        if (!within || !onBorder) {
            fail("an edge ends at " + x + ", " + y + ", off the border of its box " + box);
        }
    }

    static boolean same(BoxGraph graph, Drawing a, Drawing b) {
        for (int box = 0; box < graph.boxCount(); box++) {
            if (a.x(box) != b.x(box) || a.y(box) != b.y(box)) {
                return false;
            }
        }
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            if (a.route(edge).size() != b.route(edge).size() || a.route(edge).length() != b.route(edge).length()) {
                return false;
            }
        }
        return true;
    }
}
