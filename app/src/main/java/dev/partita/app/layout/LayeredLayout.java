package dev.partita.app.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.alg.drawing.LayoutAlgorithm2D;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.LayoutModel2D;
import org.jgrapht.alg.drawing.model.Point2D;

/**
 * The layered layout for graphs of JGraphT. Vertices are placed by their centres, in the order of the graph's vertex
 * set, which JGraphT keeps stable.
 */
public final class LayeredLayout<V, E> implements LayoutAlgorithm2D<V, E> {

    /** The extent of a vertex. */
    public record Size(double width, double height) {}

    /** A finished layout in the caller's terms. */
    public record Arrangement<V, E>(Map<V, Point2D> centres, Map<E, Route> routes, Drawing drawing) {}

    private final Function<? super V, Size> sizes;
    private final LayoutOptions options;

    public LayeredLayout(Function<? super V, Size> sizes, LayoutOptions options) {
        this.sizes = sizes;
        this.options = options;
    }

    @Override
    public void layout(Graph<V, E> graph, LayoutModel2D<V> model) {
        Arrangement<V, E> arrangement = arrange(graph);
        model.setDrawableArea(new Box2D(arrangement.drawing().width(), arrangement.drawing().height()));
        arrangement.centres().forEach((vertex, centre) -> {
            if (!model.isFixed(vertex)) {
                model.put(vertex, centre);
            }
        });
    }

    /** The layout with the ways of the edges, which {@link LayoutModel2D} has no place for. */
    public Arrangement<V, E> arrange(Graph<V, E> graph) {
        Map<V, Integer> number = new LinkedHashMap<>();
        BoxGraph.Builder builder = BoxGraph.builder();
        for (V vertex : graph.vertexSet()) {
            Size size = sizes.apply(vertex);
            number.put(vertex, builder.box(size.width(), size.height()));
        }
        Map<E, Integer> edgeNumber = new LinkedHashMap<>();
        for (E edge : graph.edgeSet()) {
            edgeNumber.put(edge, builder.edge(numberOf(number, graph.getEdgeSource(edge)), numberOf(number, graph.getEdgeTarget(edge))));
        }
        BoxGraph boxes = builder.build();
        Drawing drawing = LayeredDrawing.of(boxes, options);
        Map<V, Point2D> centres = new LinkedHashMap<>();
        number.forEach((vertex, box) -> centres.put(vertex,
                new Point2D(drawing.x(box) + boxes.width(box) / 2, drawing.y(box) + boxes.height(box) / 2)));
        Map<E, Route> routes = new LinkedHashMap<>();
        edgeNumber.forEach((edge, index) -> routes.put(edge, drawing.route(index)));
        return new Arrangement<>(centres, routes, drawing);
    }

    private static <V> int numberOf(Map<V, Integer> number, V vertex) {
        Integer found = number.get(vertex);
        if (found == null) {
            throw new IllegalArgumentException("an edge names the vertex " + vertex + " that is not in the graph");
        }
        return found;
    }
}
