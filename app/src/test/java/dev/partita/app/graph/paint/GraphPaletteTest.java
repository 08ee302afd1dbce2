package dev.partita.app.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.paint.GraphPalette.Shade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphPaletteTest {

    static List<GraphPalette> palettes() {
        return List.of(GraphPalette.LIGHT, GraphPalette.DARK);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textReadsOnEveryGroundAndBox(GraphPalette palette) {
        List<Integer> grounds = new ArrayList<>(palette.ground().groups());
        grounds.add(palette.ground().background());
        List<Shade> shades = new ArrayList<>(palette.backends().tensorRt());
        shades.addAll(palette.backends().torch());
        shades.add(palette.backends().none());
        shades.forEach(shade -> grounds.add(shade.fill()));
        for (int ground : grounds) {
            for (int ink : new int[] {palette.ink().text(), palette.ink().muted()}) {
                double contrast = GraphPalette.contrast(ground, ink);
                assertTrue(contrast >= 4.5, Integer.toHexString(ink) + " on " + Integer.toHexString(ground) + ": " + contrast);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void theGradientReadsWithoutHue(GraphPalette palette) {
        double last = GraphPalette.contrast(palette.gradient(0), palette.ground().background());
        for (int step = 1; step <= 10; step++) {
            double next = GraphPalette.contrast(palette.gradient(step / 10.0), palette.ground().background());
            assertTrue(next >= last - 0.02, "step " + step + " stands out less than the one before");
            last = next;
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void everyCategoryHasAShade(GraphPalette palette) {
        assertEquals(dev.partita.app.graph.model.Category.values().length, palette.scales().categories().size());
    }
}
