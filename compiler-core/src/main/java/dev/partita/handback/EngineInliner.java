package dev.partita.handback;

import dev.partita.compile.KnownSizes;
import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.Value;
import dev.partita.lowering.LoweredProgram;
import dev.partita.partition.Segment;
import dev.partita.pt2.schema.Device;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the parts of a compiled program one graph: the calls of Torch segments as they were, for each engine a call of
 * it. Engines and weights enter before the user's inputs, as Torch-TensorRT has it.
 */
final class EngineInliner {

    /**
     * One graph, and what its first placeholders stand for.
     *
     * @param engines key of the engine among the constants, by placeholder
     * @param weights path of the weight, by placeholder
     * @param inputs placeholder of each input of the lowered graph, by the input's name there
     */
    record Inlined(
            Graph graph, Map<String, String> engines, Map<String, String> weights, Map<String, String> inputs) {}

    private final LoweredProgram lowered;
    private final List<Segment> segments;
    private final List<SegmentEntry> entries;
    private final Device device;
    private final KnownSizes known;
    private final SizeCalls sizes;
    private final Graph graph = new Graph();
    private final Map<Node, Node> copies = new IdentityHashMap<>();
    private final Map<String, Node> weights = new LinkedHashMap<>();
    private final Map<String, String> weightPaths = new LinkedHashMap<>();
    private final Map<String, String> engines = new LinkedHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();

    /** @param entries what became of each of {@code segments}, in the same order */
    EngineInliner(LoweredProgram lowered, List<Segment> segments, List<SegmentEntry> entries, Device device) {
        this.lowered = lowered;
        this.segments = segments;
        this.entries = entries;
        this.device = device;
        this.known = new KnownSizes(lowered.graph());
        this.sizes = new SizeCalls(graph, known, this::copied);
    }

    static String engineName(SegmentEntry entry) {
        return entry.name() + "_engine";
    }

    /** The lowered graph's nodes at an engine's border. */
    static List<Node> values(List<Port> ports, LoweredProgram lowered) {
        return ports.stream().map(port -> lowered.graph().node(port.value())).toList();
    }

    Inlined inline() {
        placeholders();
        EngineCall calls = new EngineCall(graph, device);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            switch (entries.get(i)) {
                case SegmentEntry.Torch _ -> segment.nodes().forEach(this::copy);
                case SegmentEntry.TensorRt engine -> {
                    List<Node> given = values(engine.outputs(), lowered);
                    List<Node> results = calls.write(
                            graph.node(engineName(engine)),
                            values(engine.inputs(), lowered).stream().map(this::copied).toList(),
                            engine.inputs(), given, engine.outputs());
                    for (int j = 0; j < results.size(); j++) {
                        copies.put(given.get(j), results.get(j));
                    }
                }
            }
        }
        graph.output(mapped(lowered.graph().outputNode().args().getFirst()));
        return new Inlined(graph, engines, weightPaths, inputs);
    }

    private void placeholders() {
        for (SegmentEntry entry : entries) {
            if (entry instanceof SegmentEntry.TensorRt) {
                Node engine = create(NodeKind.PLACEHOLDER, engineName(entry), List.of(), Map.of(), engineName(entry));
                engines.put(engine.name(), engineName(entry));
            }
        }
        for (Node reader : weightReaders()) {
            if (!weights.containsKey(reader.target())) {
                Node weight = create(
                        NodeKind.PLACEHOLDER, reader.target(), List.of(), Map.of(), placeholderName(reader.target()));
                weights.put(reader.target(), weight.setValue(weightValue(reader)));
                weightPaths.put(weight.name(), reader.target());
            }
        }
        for (Node node : lowered.graph()) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                Node input = create(NodeKind.PLACEHOLDER, node.name(), List.of(), Map.of(), node.name()).setValue(node.value());
                copies.put(node, input);
                inputs.put(node.name(), input.name());
            }
        }
    }

    /** Those that Torch segments or the program's result read, in order of first use. */
    private Set<Node> weightReaders() {
        Set<Node> readers = new LinkedHashSet<>();
        for (int i = 0; i < segments.size(); i++) {
            if (entries.get(i) instanceof SegmentEntry.Torch) {
                segments.get(i).nodes().forEach(node -> node.forEachInput(readers::add));
            }
        }
        lowered.graph().outputNode().forEachInput(readers::add);
        readers.removeIf(node -> node.kind() != NodeKind.GET_ATTR || isSubGraph(node));
        return readers;
    }

    private static boolean isSubGraph(Node node) {
        return node.graph().attribute(node.target()).orElse(null) instanceof Attribute.SubGraph;
    }

    /** As torch.export calls them. */
    private String placeholderName(String path) {
        return lowered.signature().inputs().stream()
                .filter(input -> input.weightPath().filter(path::equals).isPresent())
                .map(input -> input.name()).findFirst().orElse("c_" + path);
    }

    private static Value weightValue(Node reader) {
        return switch (reader.graph().attribute(reader.target()).orElseThrow()) {
            case Attribute.Weight(var spec, var _) -> Value.of(spec);
            case Attribute.Folded(var spec, var _, var _) -> Value.of(spec);
            case Attribute.SubGraph _ -> throw new IllegalStateException(reader + " reads no weight");
        };
    }

    private void copy(Node node) {
        List<Arg> args = node.args().stream().map(this::mapped).toList();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        node.kwargs().forEach((name, arg) -> kwargs.put(name, mapped(arg)));
        Node copy = create(node.kind(), node.target(), args, kwargs, node.name());
        copies.put(node, copy.setValue(node.value()).setOrigin(node.origin()));
    }

    /** Keeps the wished name where it is free, reserved words of Python included: files have them. */
    private Node create(NodeKind kind, String target, List<Arg> args, Map<String, Arg> kwargs, String name) {
        return graph.find(name).isEmpty() && isIdentifier(name)
                ? graph.createNamed(name, kind, target, args, kwargs)
                : graph.create(kind, target, args, kwargs, name);
    }

    private static boolean isIdentifier(String name) {
        return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private Arg mapped(Arg arg) {
        return arg.mapRefs(this::copied);
    }

    private Node copied(Node node) {
        if (node.kind() == NodeKind.GET_ATTR && isSubGraph(node)) {
            return subGraph(node);
        }
        Node copy = node.kind() == NodeKind.GET_ATTR ? weights.get(node.target()) : copies.get(node);
        if (copy == null && known.expression(node).isPresent()) {
            // No engine gives it: whoever runs the program knows it.
            copy = sizes.write(known.expression(node).get());
            copies.put(node, copy);
        }
        if (copy == null) {
            throw new HandBackException("'" + node.name() + "' is read before anything computes it");
        }
        return copy;
    }

    private Node subGraph(Node node) {
        return graph.find(node.name()).orElseGet(() -> {
            graph.putAttribute(node.target(), node.graph().attribute(node.target()).orElseThrow());
            return graph.createNamed(node.name(), NodeKind.GET_ATTR, node.target(), List.of(), Map.of());
        });
    }
}
