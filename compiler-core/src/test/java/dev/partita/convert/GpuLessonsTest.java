package dev.partita.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What TensorRT 10.6 got wrong or refused on a GPU (docs/gpu-results.md), and what it is given instead. */
class GpuLessonsTest {

    private static final CompilationSettings SETTINGS = CompilationSettings.defaults();

    @Test
    void tensorsWithoutElementsAreNotReduced() {
        Node any = GraphParser.parse("""
                %x = placeholder x : bool[2, 0]
                %y = aten.any.dim(%x, 1) : bool[2]
                output [%y]
                """).find("y").orElseThrow();

        assertEquals(
                Optional.of("TensorRT reduces no tensor that is known to have no elements"),
                ConverterTable.obstacle(any, SETTINGS));
    }

    @Test
    void truthsMeetConstantsAsNumbers() {
        assertEquals(List.of("CAST", "CONSTANT", "CAST", "ELEMENTWISE", "CAST"), layers("""
                %x = placeholder x : bool[3, 4]
                %y = aten.bitwise_or.Scalar(%x, True) : bool[3, 4]
                output [%y]
                """));
    }

    @Test
    void truthsMeetEachOtherAsTruths() {
        assertEquals(List.of("ELEMENTWISE"), layers("""
                %x = placeholder x : bool[3, 4]
                %z = placeholder z : bool[3, 4]
                %y = aten.bitwise_or.Tensor(%x, %z) : bool[3, 4]
                output [%y]
                """));
    }

    @Test
    void bfloat16IsResizedInFloat32() {
        String resize = """
                %x = placeholder x : bfloat16[1, 3, 4, 4]
                %y = aten.upsample_nearest2d.vec(%x, [8, 8], None) : bfloat16[1, 3, 8, 8]
                output [%y]
                """;

        assertEquals(List.of("CAST", "RESIZE", "CAST"), layers(resize));
        assertEquals(List.of("RESIZE"), layers(resize.replace("bfloat16", "float16")));
    }

    @Test
    void geluIsSpelledOutWhereRecognisingItCostsMoreThanItGains() {
        String gelu = """
                %x = placeholder x : float16[1, 197, 3072]
                %y = aten.gelu.default(%x) : float16[1, 197, 3072]
                output [%y]
                """;

        assertEquals(
                List.of("CAST", "CONSTANT", "ELEMENTWISE", "UNARY", "CONSTANT", "ELEMENTWISE", "CONSTANT", "ELEMENTWISE", "CAST", "ELEMENTWISE"),
                layers(gelu));
        assertEquals(List.of("ACTIVATION"), layers(gelu.replace("[1,", "[32,")));
        assertEquals(List.of("ACTIVATION"), layers(gelu.replace("[1,", "[s0,")));
        assertEquals(List.of("ACTIVATION"), layers(gelu.replace("float16", "float32")));
    }

    private static List<String> layers(String text) {
        return WrittenSegment.kinds(WrittenSegment.convert(text, SETTINGS));
    }
}
