package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last linear of a convolutional network is a convolution over one pixel, and no other linear is. */
class ClassifierHeadTest {

    private static final CompilationSettings SETTINGS = CompilationSettings.defaults();
    private static final List<String> CONVOLVED =
            List.of("REDUCE", "SHUFFLE", "SHUFFLE", "CONVOLUTION", "SHUFFLE");

    private static final String MODEL = """
            %x = placeholder x : float32[2, 4, 3, 5]
            %w = get_attr fc.weight : float32[6, 4]
            %b = get_attr fc.bias : float32[6]
            %means = aten.mean.dim(%x, [-1, -2], True) : float32[2, 4, 1, 1]
            %flat = aten._reshape_copy.default(%means, [2, 4]) : float32[2, 4]
            %y = aten.linear.default(%flat, %w, %b) : float32[2, 6]
            output [%y]
            """;

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1e-5", "FLOAT16, 4e-3"})
    void theConvolutionComputesTheProduct(DType dtype, double tolerance) {
        FilledSegment segment = FilledSegment.of(MODEL.replace("float32", dtype.torchName()), SETTINGS);

        assertEquals(CONVOLVED, segment.kinds());
        HostTensor scores = segment.evaluated();
        assertEquals(List.of(2L, 6L), scores.dims());
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 6; column++) {
                assertEquals(score(segment, row, column), scores.value(row * 6L + column), tolerance);
            }
        }
    }

    private static double score(FilledSegment segment, int row, int column) {
        double sum = segment.value("b").value(column);
        for (int channel = 0; channel < 4; channel++) {
            double pixels = 0;
            for (int pixel = 0; pixel < 15; pixel++) {
                pixels += segment.value("x").value((row * 4L + channel) * 15 + pixel);
            }
            sum += pixels / 15 * segment.value("w").value(column * 4L + channel);
        }
        return sum;
    }

    @Test
    void theBatchMayBeDynamicAndTheBiasMissing() {
        assertEquals(CONVOLVED, kinds(MODEL.replace("[2,", "[s0,").replace(", [s0, 4])", ", [-1, 4])")));
        assertEquals(CONVOLVED, kinds(MODEL.replace("%w, %b", "%w")));
    }

    @Test
    void meansMayBeFlatAndLeaveADropoutBehind() {
        assertEquals(List.of("REDUCE", "SHUFFLE", "CONVOLUTION", "SHUFFLE"), kinds(MODEL
                .replace("[-1, -2], True) : float32[2, 4, 1, 1]", "[2, 3]) : float32[2, 4]")
                .replace("aten._reshape_copy.default(%means, [2, 4])", "aten.clone.default(%means)")));
    }

    @Test
    void aResultThatIsComputedWithIsLeftToTheCompiler() {
        assertIsProduct(MODEL.replace("output [%y]", "%z = aten.relu.default(%y) : float32[2, 6]\noutput [%z]"));
    }

    @Test
    void otherFeaturesThanMeansOverPixelsStayAProduct() {
        assertIsProduct(MODEL.replace("[-1, -2], True) : float32[2, 4, 1, 1]", "[1, 2]) : float32[2, 5]")
                .replace("%means, [2, 4]) : float32[2, 4]", "%means, [2, 5]) : float32[2, 5]").replace("[6, 4]", "[6, 5]"));
        assertIsProduct(MODEL.replace("aten.mean.dim(%x, [-1, -2], True)", "aten.amax.default(%x, [-1, -2], True)"));
    }

    @Test
    void computedWeightsAndBfloat16AndSumsInFloat32StayAProduct() {
        assertIsProduct(MODEL.replace("get_attr fc.weight", "placeholder w"));
        assertIsProduct(MODEL.replace("get_attr fc.bias", "placeholder b"));
        assertIsProduct(MODEL.replace("float32", "bfloat16"));
        assertEquals(0, FilledSegment.of(MODEL.replace("float32", "float16"), SETTINGS.with(PrecisionSettings.USE_FP32_ACC, true))
                .kinds().stream().filter("CONVOLUTION"::equals).count());
    }

    private static void assertIsProduct(String model) {
        List<String> kinds = kinds(model);
        assertEquals(1, kinds.stream().filter("MATRIX_MULTIPLY"::equals).count(), kinds::toString);
    }

    private static List<String> kinds(String model) {
        return FilledSegment.of(model, SETTINGS).kinds();
    }
}
