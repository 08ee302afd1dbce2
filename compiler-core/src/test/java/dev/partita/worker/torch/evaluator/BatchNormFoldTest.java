package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.WeightRef;
import dev.partita.network.Layer;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.Operand;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch norm goes into the convolution before it where that computes the same, and nowhere else. */
class BatchNormFoldTest {

    private static final String MODEL = """
            %x = placeholder x : float32[2, 4, 7, 7]
            %w = get_attr conv.weight : float32[4, 4, 3, 3]
            %b = get_attr conv.bias : float32[4]
            %gamma = get_attr bn.weight : float32[4]
            %beta = get_attr bn.bias : float32[4]
            %mean = get_attr bn.running_mean : float32[4]
            %var = get_attr bn.running_var : float32[4]
            %conv = aten.convolution.default(%x, %w, %b, [2, 2], [1, 1], [1, 1], False, [0, 0], 1) : float32[2, 4, 4, 4]
            %norm = aten._native_batch_norm_legit_no_training.default(%conv, %gamma, %beta, %mean, %var, 0.1, 1e-05) \
            : (float32[2, 4, 4, 4], float32[0], float32[0])
            %y = _operator.getitem(%norm, 0) : float32[2, 4, 4, 4]
            output [%y]
            """;

    private static final String ONE_AXIS = MODEL
            .replace("4, 7, 7]", "4, 7]").replace("4, 3, 3]", "2, 3]").replace("4, 4, 4]", "4, 4]")
            .replace("[2, 2], [1, 1], [1, 1], False, [0, 0], 1", "[2], [1], [1], False, [0], 2");

    private final Map<String, HostTensor> values = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1e-5", "FLOAT16, 4e-3", "BFLOAT16, 3e-2"})
    void theConvolutionAloneComputesBoth(DType dtype, double tolerance) {
        assertFoldsAndComputes(MODEL.replace("float32", dtype.torchName()), tolerance);
    }

    @Test
    void soDoesOneWithoutBiasOneOfGroupsOverOneAxisAndANormWithoutWeights() {
        assertFoldsAndComputes(MODEL.replace("%w, %b", "%w, None"), 1e-5);
        assertFoldsAndComputes(ONE_AXIS, 1e-5);
        assertFoldsAndComputes(MODEL.replace("%gamma, %beta", "None, None"), 1e-5);
    }

    @Test
    void theLayerLeadsBackToBothNodes() {
        NamedLayer layer = convert(GraphParser.parse(MODEL)).layers().getFirst();

        assertEquals("[CONVOLUTION]-[aten_ops.convolution.default]-[conv + norm]", layer.name());
        assertEquals("conv + norm", layer.node());
    }

    @Test
    void aConvolutionThatSomebodyElseReadsStaysAsItIs() {
        assertScaledAfterwards(MODEL.replace("output [%y]", "output [%y, %conv]"), 1e-5);
    }

    @Test
    void aTransposedConvolutionStaysAsItIs() {
        assertScaledAfterwards(MODEL.replace("False", "True").replace("2, 4, 4, 4]", "2, 4, 13, 13]"), 1e-5);
    }

    @Test
    void aComputedKernelOrBiasStaysAsItIs() {
        assertScaledAfterwards(MODEL.replace("get_attr conv.weight", "placeholder w"), 1e-5);
        assertScaledAfterwards(MODEL.replace("get_attr conv.bias", "placeholder b"), 1e-5);
    }

    @Test
    void computedStatisticsAreNotFolded() {
        NetworkDescription network = convert(GraphParser.parse(MODEL.replace("get_attr bn.running_mean", "placeholder m")));

        assertInstanceOf(WeightSource.Stored.class, kernel(network));
    }

    @Test
    void aNormOfAnotherSegmentIsNotFolded() {
        Graph graph = GraphParser.parse(MODEL);
        fill(graph);
        Node conv = graph.find("conv").orElseThrow();
        NetworkDescription network = new SegmentConverter(CompilationSettings.defaults())
                .convert(new SegmentGraph("part", List.of(conv), List.of(graph.find("x").orElseThrow()), List.of(conv)));

        assertInstanceOf(WeightSource.Stored.class, kernel(network));
    }

    private void assertFoldsAndComputes(String text, double tolerance) {
        Graph graph = GraphParser.parse(text);
        NetworkDescription network = convert(graph);
        assertInstanceOf(WeightSource.Scaled.class, kernel(network), network::toString);
        assertTrue(network.layers().stream().noneMatch(layer -> layer.layer() instanceof Layer.Scale), network::toString);
        compare(graph, network, tolerance);
    }

    private void assertScaledAfterwards(String text, double tolerance) {
        Graph graph = GraphParser.parse(text);
        NetworkDescription network = convert(graph);
        assertEquals(1, network.layers().stream().filter(layer -> layer.layer() instanceof Layer.Scale).count());
        compare(graph, network, tolerance);
    }

    private static WeightSource kernel(NetworkDescription network) {
        return network.layers().stream()
                .filter(layer -> layer.layer() instanceof Layer.Convolution)
                .map(layer -> ((Operand.Weights) ((Layer.Convolution) layer.layer()).kernel()).source())
                .findFirst().orElseThrow();
    }

    private NetworkDescription convert(Graph graph) {
        fill(graph);
        List<Node> outputs = new ArrayList<>();
        graph.outputNode().args().getFirst().forEachRef(outputs::add);
        return new SegmentConverter(CompilationSettings.defaults()).convert(new SegmentGraph(
                "case",
                graph.nodes().stream().filter(Node::isCall).toList(),
                graph.nodes().stream().filter(node -> node.kind() == NodeKind.PLACEHOLDER).toList(),
                outputs));
    }

    /** Random values for inputs and weights. */
    private void fill(Graph graph) {
        Random random = new Random(7);
        for (Node node : graph) {
            if (node.kind() != NodeKind.PLACEHOLDER && node.kind() != NodeKind.GET_ATTR) {
                continue;
            }
            TensorSpec spec = node.value().tensor().orElseThrow();
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
    }

    /** With what libtorch computes in float32 from the same values. */
    private void compare(Graph graph, NetworkDescription network, double tolerance) {
        Map<String, HostTensor> inputs = new HashMap<>();
        network.inputs().forEach(input -> inputs.put(input.name(), value(input.name())));
        HostTensor actual = new NetworkEvaluator().evaluate(network, inputs).get("output0");
        HostTensor expected = reference(graph);
        if (actual == null) {
            throw new AssertionError("no output0");
        }
        assertEquals(expected.dims(), actual.dims());
        for (long i = 0; i < expected.elementCount(); i++) {
            double want = expected.value(i);
            assertEquals(want, actual.value(i), tolerance * (1 + Math.abs(want)), "element " + i);
        }
    }

    private HostTensor reference(Graph graph) {
        try (PointerScope _ = new PointerScope()) {
            Aten aten = new Aten();
            Node conv = graph.find("conv").orElseThrow();
            Node norm = graph.find("norm").orElseThrow();
            Tensor convolved = aten.call("convolution", arguments(aten, conv, null));
            return aten.host(aten.callAll(
                    "_native_batch_norm_legit_no_training", Map.of(), arguments(aten, norm, convolved)).getFirst());
        }
    }

    private @Nullable Object[] arguments(Aten aten, Node call, @Nullable Tensor first) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Arg arg : call.args()) {
            plain.add(plain.isEmpty() && first != null ? first : plain(aten, arg));
        }
        return plain.toArray();
    }

    private @Nullable Object plain(Aten aten, Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> aten.cast(aten.tensor(value(node.name())), DType.FLOAT32);
            case Arg.ListOf(List<Arg> items) -> items.stream().map(item -> ((Arg.Int) item).value()).toList();
            case Arg.Int(long number) -> number;
            case Arg.Float(double number) -> number;
            case Arg.Bool(boolean truth) -> truth;
            default -> null;
        };
    }

    private HostTensor value(String name) {
        HostTensor value = values.get(name);
        if (value == null) {
            throw new AssertionError("no value of " + name);
        }
        return value;
    }
}
