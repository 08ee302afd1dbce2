package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.network.Layer;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.Operand;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        NamedLayer layer = filled(MODEL).network().layers().getFirst();

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
        NetworkDescription network = filled(MODEL.replace("get_attr bn.running_mean", "placeholder m")).network();

        assertInstanceOf(WeightSource.Stored.class, kernel(network));
    }

    @Test
    void aNormOfAnotherSegmentIsNotFolded() {
        Graph graph = filled(MODEL).graph();
        Node conv = graph.find("conv").orElseThrow();
        NetworkDescription network = new SegmentConverter(CompilationSettings.defaults())
                .convert(new SegmentGraph("part", List.of(conv), List.of(graph.find("x").orElseThrow()), List.of(conv)));

        assertInstanceOf(WeightSource.Stored.class, kernel(network));
    }

    private static void assertFoldsAndComputes(String text, double tolerance) {
        FilledSegment segment = filled(text);
        NetworkDescription network = segment.network();
        assertInstanceOf(WeightSource.Scaled.class, kernel(network), network::toString);
        assertTrue(network.layers().stream().noneMatch(layer -> layer.layer() instanceof Layer.Scale), network::toString);
        assertComputes(segment, tolerance);
    }

    private static void assertScaledAfterwards(String text, double tolerance) {
        FilledSegment segment = filled(text);
        NetworkDescription network = segment.network();
        assertEquals(1, network.layers().stream().filter(layer -> layer.layer() instanceof Layer.Scale).count());
        assertComputes(segment, tolerance);
    }

    private static FilledSegment filled(String text) {
        return FilledSegment.of(text, CompilationSettings.defaults());
    }

    private static WeightSource kernel(NetworkDescription network) {
        return network.layers().stream()
                .filter(layer -> layer.layer() instanceof Layer.Convolution)
                .map(layer -> ((Operand.Weights) ((Layer.Convolution) layer.layer()).kernel()).source())
                .findFirst().orElseThrow();
    }

    /** With what libtorch computes in float32 from the same values. */
    private static void assertComputes(FilledSegment segment, double tolerance) {
        HostTensor actual = segment.evaluated();
        HostTensor expected = reference(segment);
        assertEquals(expected.dims(), actual.dims());
        for (long i = 0; i < expected.elementCount(); i++) {
            double want = expected.value(i);
            assertEquals(want, actual.value(i), tolerance * (1 + Math.abs(want)), "element " + i);
        }
    }

    private static HostTensor reference(FilledSegment segment) {
        try (PointerScope _ = new PointerScope()) {
            Aten aten = new Aten();
            Node conv = segment.graph().find("conv").orElseThrow();
            Node norm = segment.graph().find("norm").orElseThrow();
            Tensor convolved = aten.call("convolution", arguments(aten, segment, conv, null));
            return aten.host(aten.callAll(
                    "_native_batch_norm_legit_no_training", Map.of(), arguments(aten, segment, norm, convolved)).getFirst());
        }
    }

    private static @Nullable Object[] arguments(Aten aten, FilledSegment segment, Node call, @Nullable Tensor first) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Arg arg : call.args()) {
            plain.add(plain.isEmpty() && first != null ? first : plain(aten, segment, arg));
        }
        return plain.toArray();
    }

    private static @Nullable Object plain(Aten aten, FilledSegment segment, Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> aten.cast(aten.tensor(segment.value(node.name())), DType.FLOAT32);
            case Arg.ListOf(List<Arg> items) -> items.stream().map(item -> ((Arg.Int) item).value()).toList();
            case Arg.Int(long number) -> number;
            case Arg.Float(double number) -> number;
            case Arg.Bool(boolean truth) -> truth;
            default -> null;
        };
    }
}
