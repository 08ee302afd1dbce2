package dev.partita.convert;

import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.Value;
import dev.partita.ir.WeightRef;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.SymRanges;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One conversion under way: the network so far and what each node became. */
public final class ConversionContext {

    private final CompilationSettings settings;
    private final Map<String, SymRange> symbols;
    private final Layers layers;
    private final SymbolicSizes sizes;
    private final Map<Node, Converted> values = new HashMap<>();
    private final Set<Node> segment;
    private final Set<Node> absorbed = new HashSet<>();
    private final Map<Integer, List<SymExpr>> symbolicDims = new HashMap<>();

    ConversionContext(
            NetworkBuilder network, List<Node> segment, CompilationSettings settings, Map<String, SymRange> symbols) {
        this.segment = Set.copyOf(segment);
        this.settings = settings;
        this.symbols = symbols;
        layers = new Layers(network);
        sizes = new SymbolicSizes(layers);
    }

    public CompilationSettings settings() {
        return settings;
    }

    public Layers layers() {
        return layers;
    }

    public SymbolicSizes sizes() {
        return sizes;
    }

    /** Between which values an extent lies in every run. */
    public SymRange bounds(SymExpr extent) {
        return SymRanges.bound(extent, symbols);
    }

    /** Whether the node is converted into this very network. */
    public boolean contains(Node node) {
        return segment.contains(node);
    }

    /** The layers that follow compute {@code node} as well, which then only passes its input on. */
    public void absorb(Node node) {
        absorbed.add(node);
        layers.network().from(layers.network().source().with(NodeSources.of(node)));
    }

    public boolean isAbsorbed(Node node) {
        return absorbed.contains(node);
    }

    /** What {@code node} became. Weights are found when first asked for. */
    public Converted converted(Node node) {
        Converted value = values.get(node);
        if (value != null) {
            return value;
        }
        if (node.kind() == NodeKind.GET_ATTR) {
            Converted weight = new Converted.Known(weight(node));
            values.put(node, weight);
            return weight;
        }
        if (node.value() instanceof Value.SymInt(SymExpr expression)) {
            return new Converted.Number(expression);
        }
        throw new ConversionException(node, "its value is read before the node is converted");
    }

    void put(Node node, Converted value) {
        values.put(node, value);
        remember(value, node.value());
    }

    /** The symbolic extents of a tensor, when it is some node's result. */
    public Optional<List<SymExpr>> symbolicDims(NetworkTensor tensor) {
        return tensor.type().isStatic()
                ? Optional.of(tensor.dims().stream().map(SymExpr::of).toList())
                : Optional.ofNullable(symbolicDims.get(tensor.id()));
    }

    private void remember(Converted value, Value described) {
        if (value instanceof Converted.Computed(NetworkTensor tensor)
                && described instanceof Value.Tensor(TensorSpec spec)) {
            symbolicDims.putIfAbsent(tensor.id(), spec.shape().dims());
            sizes.learn(tensor, spec.shape().dims());
        } else if (value instanceof Converted.Several(List<Converted> items)
                && described instanceof Value.Tuple(List<Value> parts)) {
            for (int i = 0; i < items.size() && i < parts.size(); i++) {
                remember(items.get(i), parts.get(i));
            }
        }
    }

    private static WeightSource weight(Node node) {
        Attribute attribute = node.graph().attribute(node.target())
                .orElseThrow(() -> new ConversionException(node, "the graph has no attribute '" + node.target() + "'"));
        return switch (attribute) {
            case Attribute.Weight(TensorSpec spec, WeightRef data) ->
                stored(node, spec, data.storage(), new WeightSource.Layout(spec.dtype(), data.offset(), data.strides()));
            // Enough to convert and print; it has bytes once the compiler has evaluated it.
            case Attribute.Folded(TensorSpec spec, Graph recipe, int index) ->
                stored(node, spec, MemorySegment.NULL, Weights.dense(spec));
            case Attribute.SubGraph _ -> throw new ConversionException(node, "a sub-graph is no tensor");
        };
    }

    private static WeightSource stored(Node node, TensorSpec spec, MemorySegment data, WeightSource.Layout layout) {
        List<Long> dims = NetworkTypes.dims(spec.shape());
        return new WeightSource.Stored(data, node.target(), layout, dims, NetworkTypes.of(spec.dtype()));
    }
}
