package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one network: gives ids to tensors, names to layers, and types to outputs. Refuses at once what TensorRT would
 * refuse much later ({@link LayerTyping}).
 */
public final class NetworkBuilder {

    private final String name;
    private final List<NetworkInput> inputs = new ArrayList<>();
    private final List<NetworkOutput> outputs = new ArrayList<>();
    private final Map<String, Integer> nameUses = new HashMap<>();
    private List<NamedLayer> layers = new ArrayList<>();
    private Source source = new Source("", "", "");
    private Optional<DType> precision = Optional.empty();
    private int nextId;

    /**
     * For which node layers are being made.
     *
     * @param target {@code aten_ops.convolution.default}
     * @param label {@code layer1.0.conv1/convolution_1}
     * @param node {@code convolution_1}
     */
    public record Source(String target, String label, String node) {

        /** Of a layer that computes {@code other} as well: named after this one's target, leading back to both. */
        public Source with(Source other) {
            return new Source(target, label + " + " + other.label, node + " + " + other.node);
        }
    }

    public NetworkBuilder(String name) {
        this.name = name;
    }

    public Source source() {
        return source;
    }

    /** Layers added from here on belong to {@code newSource}. */
    public void from(Source newSource) {
        source = newSource;
    }

    /** Layers added from here on are to compute in that type, if TensorRT has the choice. */
    public void computingIn(Optional<DType> requested) {
        precision = requested;
    }

    public NetworkTensor input(String inputName, TensorType type, boolean shapeValue) {
        NetworkTensor tensor = tensor(type);
        inputs.add(new NetworkInput(inputName, tensor, shapeValue));
        return tensor;
    }

    public void output(String outputName, NetworkTensor tensor) {
        outputs.add(new NetworkOutput(outputName, tensor));
    }

    public boolean isInput(NetworkTensor tensor) {
        return inputs.stream().anyMatch(input -> input.tensor().id() == tensor.id());
    }

    /** Adds a layer of one output. */
    public NetworkTensor add(Layer layer) {
        return addAll(layer).getFirst();
    }

    /** Adds a layer and returns all of its outputs. */
    public List<NetworkTensor> addAll(Layer layer) {
        List<TensorType> types = LayerTyping.outputs(layer);
        List<NetworkTensor> made = types.stream().map(this::tensor).toList();
        Optional<DType> requested = precision.filter(dtype -> takesPrecision(layer, made));
        layers.add(new NamedLayer(uniqueName(layer), source.node(), layer, made, requested));
        return made;
    }

    /** Constants and casts have their own type, and only floating-point numbers leave a choice. */
    private static boolean takesPrecision(Layer layer, List<NetworkTensor> outputs) {
        return !(layer instanceof Layer.Constant || layer instanceof Layer.Cast || layer instanceof Layer.Loop
                        || layer instanceof Layer.IfConditional)
                && outputs.stream().anyMatch(output -> output.dtype().isFloatingPoint());
    }

    /** A tensor that no layer makes: a variable of a loop or a branch. */
    public NetworkTensor tensor(TensorType type) {
        return new NetworkTensor(nextId++, type);
    }

    /** What {@code body} adds goes to {@code into}, not to the network: the inside of a loop or branch. */
    public <T> T inside(List<NamedLayer> into, Supplier<T> body) {
        List<NamedLayer> outer = layers;
        layers = into;
        try {
            return body.get();
        } finally {
            layers = outer;
        }
    }

    public NetworkDescription build() {
        NetworkDescription network = new NetworkDescription(name, inputs, layers, outputs);
        NetworkVerifier.verify(network);
        return network;
    }

    private String uniqueName(Layer layer) {
        String base = "[" + LayerNames.kind(layer) + "]-[" + source.target() + "]-[" + source.label() + "]";
        int use = nameUses.merge(base, 1, Integer::sum);
        return use == 1 ? base : base + "#" + use;
    }
}
