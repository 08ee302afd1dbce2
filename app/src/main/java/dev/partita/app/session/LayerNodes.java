package dev.partita.app.session;

import dev.partita.ir.Graph;
import dev.partita.profile.LayerTiming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the graph's nodes in the name of an engine layer. Each network layer carries its module path and node, as in
 * {@code [RELU]-[aten_ops.relu.default]-[layer1.0.relu/relu_3]}, and TensorRT joins the names of what it fuses.
 */
public final class LayerNodes {

    /** A name after a slash, an opening bracket or a plus, up to what cannot belong to it; dots would make it a module path. */
    private static final Pattern WORD = Pattern.compile("(?<=[/\\[]|\\+ )[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_./])");

    private static final double MICROS = 1000;

    private final Graph graph;

    public LayerNodes(Graph graph) {
        this.graph = graph;
    }

    /** Microseconds by node. A layer's time counts for each node that it computes; it is never divided among them. */
    public Map<String, Double> medianMicros(List<LayerTiming> layers) {
        Map<String, Double> micros = new LinkedHashMap<>();
        for (LayerTiming layer : layers) {
            of(layer.name()).forEach(node -> micros.merge(node, layer.medianMillis() * MICROS, Math::max));
        }
        return micros;
    }

    /** Names of calls that occur in {@code layerName}, in order, each once. */
    public List<String> of(String layerName) {
        List<String> found = new ArrayList<>();
        Matcher words = WORD.matcher(layerName);
        while (words.find()) {
            String word = words.group();
            if (!found.contains(word) && graph.find(word).filter(node -> node.isCall()).isPresent()) {
                found.add(word);
            }
        }
        return found;
    }
}
