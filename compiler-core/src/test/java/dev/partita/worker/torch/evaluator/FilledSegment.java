package dev.partita.worker.torch.evaluator;

import dev.partita.convert.SegmentConverter;
import dev.partita.convert.WrittenSegment;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.WeightRef;
import dev.partita.network.NetworkDescription;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A graph in its text form as one segment, with random weights and, where extents are known, inputs. */
final class FilledSegment {

    private final Graph graph;
    private final SegmentConverter converter;
    private final Map<String, HostTensor> values = new LinkedHashMap<>();

    private FilledSegment(Graph graph, SegmentConverter converter) {
        this.graph = graph;
        this.converter = converter;
    }

    /** Values lie between -1 and 1, those of a node named {@code var} between 0.5 and 1. */
    static FilledSegment of(String text, CompilationSettings settings) {
        return of(text, new SegmentConverter(settings));
    }

    static FilledSegment of(String text, SegmentConverter converter) {
        FilledSegment segment = new FilledSegment(GraphParser.parse(text), converter);
        Random random = new Random(7);
        for (Node node : segment.graph) {
            if (node.kind() == NodeKind.PLACEHOLDER || node.kind() == NodeKind.GET_ATTR) {
                segment.fill(node, random);
            }
        }
        return segment;
    }

    private void fill(Node node, Random random) {
        TensorSpec spec = node.value().tensor().orElseThrow();
        if (!spec.shape().isStatic()) {
            return;
        }
        List<Long> dims = spec.shape().dims().stream().map(dim -> dim.constantValue().orElseThrow()).toList();
        long count = dims.stream().reduce(1L, (left, right) -> left * right);
        double[] numbers = random.doubles(count, node.name().equals("var") ? 0.5 : -1, 1).toArray();
        HostTensor value = HostTensor.of(spec.dtype(), dims, numbers);
        values.put(node.name(), value);
        if (node.kind() == NodeKind.GET_ATTR) {
            List<Long> strides = new ArrayList<>();
            long stride = 1;
            for (SymExpr dim : spec.shape().dims().reversed()) {
                strides.addFirst(stride);
                stride *= dim.constantValue().orElseThrow();
            }
            graph.putAttribute(node.target(),
                    new Attribute.Weight(spec, new WeightRef(value.data(), node.target(), 0, strides)));
        }
    }

    Graph graph() {
        return graph;
    }

    NetworkDescription network() {
        return converter.convert(WrittenSegment.of(graph));
    }

    /** The kinds of the network's layers, in order. */
    List<String> kinds() {
        return WrittenSegment.kinds(network());
    }

    /** What the network's first output is for the inputs. */
    HostTensor evaluated() {
        return evaluated(values);
    }

    /** What it is for these inputs, by node. */
    HostTensor evaluated(Map<String, HostTensor> inputs) {
        NetworkDescription network = network();
        HostTensor output = new NetworkEvaluator().evaluate(network, inputs).get("output0");
        if (output == null) {
            throw new AssertionError("no output0");
        }
        return output;
    }

    /** Of an input or a weight, by node. */
    HostTensor value(String node) {
        HostTensor value = values.get(node);
        if (value == null) {
            throw new AssertionError("no value of " + node);
        }
        return value;
    }
}
