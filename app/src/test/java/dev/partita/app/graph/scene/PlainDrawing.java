package dev.partita.app.graph.scene;

import dev.partita.app.layout.BoxGraph;
import dev.partita.app.layout.LayeredDrawing;
import dev.partita.app.layout.Drawing;
import dev.partita.app.layout.LayoutOptions;
import dev.partita.app.layout.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of whatever layout, reduced to what can be compared.
 *
 * @param boxes left, top, width and height of each
 * @param edges x0, y0, x1, y1, ... of each
 */
record PlainDrawing(List<double[]> boxes, List<double[]> edges, double width, double height) {

    static PlainDrawing ours(BoxGraph graph) {
        Drawing drawing = LayeredDrawing.of(graph, LayoutOptions.DEFAULT);
        List<double[]> boxes = new ArrayList<>();
        for (int box = 0; box < graph.boxCount(); box++) {
            boxes.add(new double[] {drawing.x(box), drawing.y(box), graph.width(box), graph.height(box)});
        }
        List<double[]> edges = new ArrayList<>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            Route route = drawing.route(edge);
            double[] points = new double[2 * route.size()];
            for (int p = 0; p < route.size(); p++) {
                points[2 * p] = route.x(p);
                points[2 * p + 1] = route.y(p);
            }
            edges.add(points);
        }
        return new PlainDrawing(boxes, edges, drawing.width(), drawing.height());
    }

    /** The sum of all edges' lengths. */
    double edgeLength() {
        double length = 0;
        for (double[] edge : edges) {
            for (int p = 2; p < edge.length; p += 2) {
                length += Math.hypot(edge[p] - edge[p - 2], edge[p + 1] - edge[p - 1]);
            }
        }
        return length;
    }

    /** How often edges cross that share neither end. */
    int crossings(BoxGraph graph) {
        int crossings = 0;
        for (int a = 0; a < edges.size(); a++) {
            for (int b = 0; b < a; b++) {
                boolean apart = graph.source(a) != graph.source(b) && graph.target(a) != graph.target(b);
                crossings += apart ? crossings(edges.get(a), edges.get(b)) : 0;
            }
        }
        return crossings;
    }

    private static int crossings(double[] a, double[] b) {
        int crossings = 0;
        for (int i = 2; i < a.length; i += 2) {
            for (int j = 2; j < b.length; j += 2) {
                crossings += cross(a, i, b, j) ? 1 : 0;
            }
        }
        return crossings;
    }

    private static boolean cross(double[] a, int i, double[] b, int j) {
        return side(a, i, b[j - 2], b[j - 1]) * side(a, i, b[j], b[j + 1]) < 0
                && side(b, j, a[i - 2], a[i - 1]) * side(b, j, a[i], a[i + 1]) < 0;
    }

    /** On which side of the piece that ends at point {@code p} a point lies; 0 on the line itself. */
    private static double side(double[] edge, int p, double x, double y) {
        double side = (edge[p] - edge[p - 2]) * (y - edge[p - 1]) - (edge[p + 1] - edge[p - 1]) * (x - edge[p - 2]);
        return Math.abs(side) < 1e-6 ? 0 : Math.signum(side);
    }

    /** How many boxes edges run through, other than those that they join. */
    int boxesHit(BoxGraph graph) {
        int hits = 0;
        for (int edge = 0; edge < edges.size(); edge++) {
            for (int box = 0; box < boxes.size(); box++) {
                if (box != graph.source(edge) && box != graph.target(edge) && hits(edges.get(edge), boxes.get(box))) {
                    hits++;
                }
            }
        }
        return hits;
    }

    private static boolean hits(double[] edge, double[] box) {
        for (int p = 2; p < edge.length; p += 2) {
            var inner = new java.awt.geom.Rectangle2D.Double(box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2);
            if (inner.intersectsLine(edge[p - 2], edge[p - 1], edge[p], edge[p + 1])) {
                return true;
            }
        }
        return false;
    }
}
