package dev.partita.convert;

import dev.partita.convert.op.AttentionFusion;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.network.Layer;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkException;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TensorType;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionRequest;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.Typing;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A segment of the lowered graph becomes a network: inputs, one converter call per node or joint conversion, outputs. Inputs are named after
 * their nodes, outputs {@code output0}, {@code output1}...; symbolic integers enter and leave as INT64 [1].
 */
public final class SegmentConverter {

    private final CompilationSettings settings;
    private final Map<String, SymRange> symbols;

    /** Of symbols nothing is known but that they are extents. */
    public SegmentConverter(CompilationSettings settings) {
        this(settings, Map.of());
    }

    /** @param symbols between which values the engine will run, by name; a symbol that is missing may be anything */
    public SegmentConverter(CompilationSettings settings, Map<String, SymRange> symbols) {
        this.settings = settings;
        this.symbols = Map.copyOf(symbols);
    }

    /** Throws {@link ConversionException}, naming the node that cannot be converted. */
    public NetworkDescription convert(SegmentGraph segment) {
        NetworkBuilder network = new NetworkBuilder(segment.name());
        ConversionContext context = new ConversionContext(network, segment.nodes(), settings, symbols);
        // In a strongly typed network the graph has casts instead.
        List<PrecisionRequest> requests = settings.get(PrecisionSettings.TYPING) == Typing.BUILDERS_CHOICE
                ? PrecisionRequest.of(settings) : List.of();
        segment.inputs().forEach(input -> enter(input, context));
        Map<Node, Converter> together = new HashMap<>();
        Set<Node> earlier = new HashSet<>();
        for (JointConversion joint : AttentionFusion.in(segment.nodes())) {
            Optional<DType> wanted = precision(joint.last(), requests);
            // Layers of another type in between are no attention that TensorRT fuses.
            if (joint.earlier().stream().allMatch(node -> precision(node, requests).equals(wanted))) {
                together.put(joint.last(), joint.converter());
                earlier.addAll(joint.earlier());
            }
        }
        for (Node node : segment.nodes()) {
            if (!earlier.contains(node)) {
                network.computingIn(precision(node, requests));
                convert(node, Optional.ofNullable(together.get(node)), context);
            }
        }
        network.computingIn(Optional.empty());
        network.from(new NetworkBuilder.Source("output", segment.name(), ""));
        Set<Integer> marked = new HashSet<>();
        for (int i = 0; i < segment.outputs().size(); i++) {
            leave(segment.outputs().get(i), "output" + i, context, marked);
        }
        return network.build();
    }

    private static Optional<DType> precision(Node node, List<PrecisionRequest> requests) {
        return PrecisionRequest.find(requests, node.name(), node.op().qualified(), node.origin().modulePath());
    }

    private static void enter(Node node, ConversionContext context) {
        NetworkBuilder network = context.layers().network();
        switch (node.value()) {
            case Value.Tensor(TensorSpec spec) ->
                context.put(node, Converted.of(network.input(node.name(), NetworkTypes.of(spec), false)));
            case Value.SymInt(SymExpr expression) -> {
                TensorType type = new TensorType(DType.INT64, List.of(1L));
                context.sizes().learnValue(expression, network.input(node.name(), type, true));
                context.put(node, new Converted.Number(expression));
            }
            case Value.SymFloat(SymExpr expression) -> {
                TensorType type = new TensorType(DType.FLOAT32, List.of(1L));
                context.sizes().learnReal(expression, network.input(node.name(), type, false));
                context.put(node, new Converted.Number(expression));
            }
            case Value.SymBool _, Value.Tuple _, Value.Literal _, Value.None _ ->
                throw new ConversionException(node, "a value of this kind cannot enter a TensorRT engine");
        }
    }

    private static void convert(Node node, Optional<Converter> joint, ConversionContext context) {
        Converter converter = joint
                .or(() -> ConverterTable.find(node.op()).map(ConverterRow::converter))
                .orElseThrow(() -> new ConversionException(node, "no converter"));
        context.layers().network().from(NodeSources.of(node));
        try {
            context.put(node, conformed(node, converter.convert(new OpCall(node, context)), context));
        } catch (NetworkException refused) {
            throw new ConversionException(node, refused);
        }
    }

    /** A converter may compute in another type; what leaves it has the type that the graph says. */
    private static Converted conformed(Node node, Converted made, ConversionContext context) {
        if (made instanceof Converted.Computed(NetworkTensor tensor)
                && node.value() instanceof Value.Tensor(TensorSpec spec)) {
            if (tensor.rank() != spec.rank()) {
                throw new ConversionException(node, "our converter makes rank " + tensor.rank() + ", the graph says " + spec);
            }
            return Converted.of(context.layers().cast(tensor, NetworkTypes.of(spec.dtype())));
        }
        return made;
    }

    private static void leave(Node node, String name, ConversionContext context, Set<Integer> marked) {
        NetworkTensor tensor = switch (context.converted(node)) {
            case Converted.Computed(NetworkTensor computed) -> computed;
            case Converted.Known(WeightSource known) -> context.layers().constant(known);
            case Converted.Number(SymExpr expression) -> Arguments.isReal(expression)
                    ? context.sizes().real(expression)
                    : context.sizes().value(expression);
            case Converted.Several _, Converted.Absent _ ->
                throw new ConversionException(node, "leaves the segment but has no single tensor");
        };
        NetworkBuilder network = context.layers().network();
        // TensorRT names a tensor once; an input that leaves unchanged needs a tensor of its own, too.
        boolean isInput = network.isInput(tensor);
        boolean taken = !marked.add(tensor.id());
        network.output(name, isInput || taken ? context.layers().add(new Layer.Identity(tensor)) : tensor);
    }
}
