package dev.partita.app.graph.scene;

import dev.partita.app.layout.BoxGraph;
import dev.partita.app.layout.LayoutOptions;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Eclipse's layered layout with our distances, for comparison; edges are polylines, as ours are but for their rounding. */
final class ElkLayout {

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private ElkLayout() {}

    static PlainDrawing of(BoxGraph graph) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, LayoutOptions.DEFAULT.boxGap());
        root.setProperty(CoreOptions.SPACING_EDGE_EDGE, LayoutOptions.DEFAULT.laneGap());
        root.setProperty(CoreOptions.SPACING_EDGE_NODE, LayoutOptions.DEFAULT.laneGap());
        root.setProperty(org.eclipse.elk.alg.layered.options.LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LayoutOptions.DEFAULT.layerGap());
        List<ElkNode> nodes = new ArrayList<>();
        for (int box = 0; box < graph.boxCount(); box++) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(graph.width(box), graph.height(box));
            nodes.add(node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(graph.source(edge)), nodes.get(graph.target(edge))));
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        List<double[]> boxes = nodes.stream()
                .map(node -> new double[] {node.getX(), node.getY(), node.getWidth(), node.getHeight()}).toList();
        return new PlainDrawing(boxes, edges.stream().map(ElkLayout::points).toList(), root.getWidth(), root.getHeight());
    }

    private static double[] points(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        List<Double> points = new ArrayList<>(List.of(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.addAll(List.of(bend.getX(), bend.getY())));
        points.addAll(List.of(section.getEndX(), section.getEndY()));
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
