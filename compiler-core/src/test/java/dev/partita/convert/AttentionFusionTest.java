package dev.partita.convert;

import static dev.partita.convert.WrittenSegment.convert;
import static dev.partita.convert.WrittenSegment.kinds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.fixture.Fixtures;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkPrinter;
import dev.partita.network.NetworkTensor;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which expanded attentions are found again, and of which layers they are made. */
class AttentionFusionTest {

    private static final String MODEL = """
            %q = placeholder q : float16[2, 4, s0, 64]
            %k = placeholder k : float16[2, 4, s1, 64]
            %v = placeholder v : float16[2, 4, s1, 64]
            %mask = placeholder mask : float16[2, 1, 1, s1]
            %kt = aten.permute.default(%k, [0, 1, 3, 2]) : float16[2, 4, 64, s1]
            %scores = aten.matmul.default(%q, %kt) : float16[2, 4, s0, s1]
            %scaled = aten.mul.Tensor(%scores, 0.125) : float16[2, 4, s0, s1]
            %masked = aten.add.Tensor(%scaled, %mask) : float16[2, 4, s0, s1]
            %shares = aten._softmax.default(%masked, -1, False) : float16[2, 4, s0, s1]
            %y = aten.matmul.default(%shares, %v) : float16[2, 4, s0, 64]
            output [%y]
            """;

    @Test
    void scaleGoesToTheQueriesAndKeysAreTransposedByTheProduct() {
        assertEquals("""
                network case
                  input %0 float16[2, 4, -1, 64] 'q'
                  input %1 float16[2, 4, -1, 64] 'k'
                  input %2 float16[2, 4, -1, 64] 'v'
                  input %3 float16[2, 1, 1, -1] 'mask'
                  %4 float16[1, 1, 1, 1] = Constant[weights=const([0.125] float16[1, 1, 1, 1])]  \
                # [CONSTANT]-[aten_ops.mul.Tensor]-[scaled]
                  %5 float16[2, 4, -1, 64] = ElementWise[left=%0, right=%4, operation=PROD]  \
                # [ELEMENTWISE]-[aten_ops.mul.Tensor]-[scaled]
                  %6 float16[2, 4, -1, -1] = MatrixMultiply[left=%5, leftOperation=NONE, right=%1, rightOperation=TRANSPOSE]  \
                # [MATRIX_MULTIPLY]-[aten_ops.matmul.default]-[scores]
                  %7 float16[2, 4, -1, -1] = ElementWise[left=%6, right=%3, operation=SUM]  \
                # [ELEMENTWISE]-[aten_ops.add.Tensor]-[masked]
                  %8 float16[2, 4, -1, -1] = SoftMax[input=%7, axis=3]  # [SOFTMAX]-[aten_ops._softmax.default]-[shares]
                  %9 float16[2, 4, -1, 64] = MatrixMultiply[left=%8, leftOperation=NONE, right=%2, rightOperation=NONE]  \
                # [MATRIX_MULTIPLY]-[aten_ops.matmul.default]-[y]
                  output %9 'output0'
                """, NetworkPrinter.print(convert(MODEL, CompilationSettings.defaults())));
    }

    @Test
    void inFloat32SumsCastsStandAroundItAndNoneInside() {
        CompilationSettings wide = CompilationSettings.defaults().with(PrecisionSettings.USE_FP32_ACC, true);

        assertEquals(
                List.of("CAST", "CONSTANT", "ELEMENTWISE", "CAST", "MATRIX_MULTIPLY", "CAST", "ELEMENTWISE", "SOFTMAX",
                        "CAST", "MATRIX_MULTIPLY", "CAST"),
                kinds(convert(MODEL, wide)));
    }

    @Test
    void scaleAndMaskMayBeMissing() {
        assertEquals(
                List.of("MATRIX_MULTIPLY", "SOFTMAX", "MATRIX_MULTIPLY"),
                kinds(convert(MODEL.replace("default(%masked,", "default(%scores,").replaceAll("(?m)^%(scaled|masked) .*\\n", ""),
                        CompilationSettings.defaults())));
    }

    @Test
    void aMaskOnTheLeftIsFoundToo() {
        assertEquals(
                List.of("CONSTANT", "ELEMENTWISE", "MATRIX_MULTIPLY", "ELEMENTWISE", "SOFTMAX", "MATRIX_MULTIPLY"),
                kinds(convert(MODEL.replace("(%scaled, %mask)", "(%mask, %scaled)"), CompilationSettings.defaults())));
    }

    @Test
    void copiesBetweenTheStepsVanish() {
        assertEquals(
                List.of("CONSTANT", "ELEMENTWISE", "MATRIX_MULTIPLY", "ELEMENTWISE", "SOFTMAX", "MATRIX_MULTIPLY"),
                kinds(convert(MODEL.replace("%y = aten.matmul.default(%shares,", """
                        %kept = aten.clone.default(%shares) : float16[2, 4, s0, s1]
                        %again = aten.alias.default(%kept) : float16[2, 4, s0, s1]
                        %y = aten.matmul.default(%again,"""), CompilationSettings.defaults())));
    }

    /** Scores that leave, a scale that is no single number, a mask that widens, and a softmax over another axis. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            output [%y]                           | output [%y, %scores]
            output [%y]                           | output [%y, %scaled]
            aten.mul.Tensor(%scores, 0.125)       | aten.mul.Tensor(%scores, %mask)
            aten._softmax.default(%masked, -1     | aten._softmax.default(%masked, 1
            aten.add.Tensor(%scaled, %mask)       | aten.add.Tensor(%scaled, %scaled)
            """)
    void otherwiseEveryNodeIsALayerOfItsOwn(String from, String to) {
        NetworkDescription network = convert(MODEL.replace(from, to), CompilationSettings.defaults());

        assertEquals("SHUFFLE", kinds(network).getFirst());
        assertEquals(0, network.layers().stream().filter(AttentionFusionTest::transposesRight).count());
    }

    @ParameterizedTest
    @CsvSource({"bert_tiny, 3", "vit_tiny48, 6", "gpt2_tiny, 3", "bert_tiny_dyn, 2", "vit_tiny48_dynbatch, 3"})
    void everyAttentionOfTheseModelsIsFound(String model, int attentions) {
        int found = 0;
        for (NetworkDescription network : networks(model)) {
            Map<Integer, Layer> makers = new HashMap<>();
            network.layers().forEach(layer -> layer.outputs().forEach(made -> makers.put(made.id(), layer.layer())));
            for (NamedLayer layer : network.layers()) {
                if (layer.layer() instanceof Layer.SoftMax(NetworkTensor scores, int axis)) {
                    Layer maker = makers.get(scores.id());
                    Layer product = maker instanceof Layer.ElementWise sum ? makers.get(sum.left().id()) : maker;
                    Layer.MatrixMultiply multiply = (Layer.MatrixMultiply) product;
                    assertEquals(MatrixOperation.TRANSPOSE, multiply.rightOperation(), layer.name());
                    assertEquals(Layer.ElementWise.class, makers.get(multiply.left().id()).getClass(), layer.name());
                    found++;
                }
            }
        }
        assertEquals(attentions, found);
    }

    private static boolean transposesRight(NamedLayer layer) {
        return layer.layer() instanceof Layer.MatrixMultiply multiply
                && multiply.rightOperation() == MatrixOperation.TRANSPOSE;
    }

    private static List<NetworkDescription> networks(String model) {
        CompilationSettings settings = CompilationSettings.defaults();
        try (OpenedProgram program = OpenedProgram.open(Fixtures.model(model), Optional.empty())) {
            Plan plan = new Planner().plan(program, settings);
            List<NetworkDescription> networks = new ArrayList<>();
            for (Segment segment : plan.partitioning().engines()) {
                networks.add(new SegmentConverter(settings).convert(new SegmentGraph(
                        segment.name(), segment.nodes(), segment.inputs(), segment.outputs())));
            }
            return networks;
        }
    }
}
