package dev.partita.app.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.Colouring;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.SampleModels;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text of the graph reads on what was painted below it, in every colouring and both themes: 4.5 to 1 after WCAG. */
class ContrastTest {

    private static final double TEXT = 4.5;
    /** For what is no text: outlines of what is selected or has the keyboard. */
    private static final double SHAPE = 3;

    private final GraphModel model = SampleModels.transformer(3);
    private final PlannedGraph graph = new PlannedGraph(model, SampleModels.placements(model));

    /** Remembers what is filled, and compares each text with what is below its middle. */
    private static final class Checking implements Surface {
        private record Filled(Rect rect, int argb) {}

        private final List<Filled> filled = new ArrayList<>();
        private final Set<String> unreadable = new TreeSet<>();
        private int texts;

        @Override
        public void fillRect(Rect rect, double radius, int argb) {
            filled.add(new Filled(rect, argb));
        }

        @Override
        public void fillPath(Path path, int argb) {
            double[] reach = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
            path.visit((step, c, at) -> {
                for (int i = at; i < at + step.coordinates(); i += 2) {
                    reach[0] = Math.min(reach[0], c[i]);
                    reach[1] = Math.min(reach[1], c[i + 1]);
                    reach[2] = Math.max(reach[2], c[i]);
                    reach[3] = Math.max(reach[3], c[i + 1]);
                }
            });
            filled.add(new Filled(new Rect(reach[0], reach[1], reach[2] - reach[0], reach[3] - reach[1]), argb));
        }

        @Override
        public void text(String text, double x, double baseline, Font font, int argb) {
            texts++;
            double middle = x + FontMetrics.inter().width(text, font.face(), font.size()) / 2;
            int below = below(middle, baseline - font.size() * 0.35);
            double contrast = GraphPalette.contrast(below, argb);
            if (contrast < TEXT) {
                unreadable.add("%s: %06X on %06X is %.2f".formatted(text, argb & 0xFFFFFF, below & 0xFFFFFF, contrast));
            }
        }

        private int below(double x, double y) {
            int color = 0xFF000000;
            for (Filled fill : filled) {
                if (fill.rect.contains(x, y)) {
                    color = GraphPalette.mix(color, 0xFF000000 | fill.argb, (fill.argb >>> 24) / 255.0);
                }
            }
            return color;
        }

        @Override
        public void strokeRect(Rect rect, double radius, double lineWidth, int argb) {}

        @Override
        public void strokePath(Path path, double lineWidth, int argb, boolean dashed) {}
    }

    private NodeData numbers() {
        Map<String, Double> values = new LinkedHashMap<>();
        // Every shade of the gradient, and boxes without a value.
        for (int box = 0; box < model.boxes().size(); box += 2) {
            values.put(model.boxes().get(box).id(), (double) box);
        }
        return new NodeData("Numbers", "\u00b5s", values);
    }

    @ParameterizedTest
    @EnumSource(OverlayKind.class)
    void everyTextReads(OverlayKind kind) {
        for (GraphPalette palette : List.of(GraphPalette.LIGHT, GraphPalette.DARK)) {
            for (ViewState state : List.of(ViewState.flat(model), ViewState.closed())) {
                Scene scene = new SceneBuilder().build(model, state);
                Overlay overlay = new Colouring(kind, Map.of(kind, numbers())).overlay(graph, palette);
                Look look = Look.of(palette, overlay, new GroupShares(model, overlay))
                        .with(new Look.Marks(Set.of(3), Set.of(), Set.of(), Set.of(), 4));
                Checking surface = new Checking();
                surface.fillRect(scene.bounds(), 0, palette.ground().background());
                new GraphPainter(surface, scene, new Camera(0, 0, 1), look, Detail.FULL).paint(scene.bounds().right(), scene.bounds().bottom());
                assertTrue(surface.texts > 15, "texts " + surface.texts);
                assertEquals(Set.of(), surface.unreadable, kind + (palette == GraphPalette.DARK ? " dark" : " light"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void selectionAndFocusStandOut(boolean dark) {
        GraphPalette palette = dark ? GraphPalette.DARK : GraphPalette.LIGHT;
        List<Integer> grounds = new ArrayList<>(palette.ground().groups());
        grounds.add(palette.ground().background());
        for (int ground : grounds) {
            for (int line : List.of(palette.accents().selection(), palette.ink().text(), palette.accents().inputs(), palette.accents().outputs())) {
                assertTrue(GraphPalette.contrast(ground, line) >= SHAPE, "%06X on %06X".formatted(line & 0xFFFFFF, ground & 0xFFFFFF));
            }
        }
    }

    /** Legend, note beside the pointer, tables: texts on the grounds that the style sheets put them on. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void wordsAroundTheGraphRead(String theme) throws IOException {
        Map<String, Integer> tokens = tokens(theme);
        for (String ground : List.of("editor", "panel", "raised", "selected", "selected-quiet")) {
            for (String ink : List.of("text", "text-muted", "text-faint")) {
                boolean quiet = ink.equals("text-faint") && ground.startsWith("selected");
                double contrast = GraphPalette.contrast(tokens.getOrDefault(ground, 0), tokens.getOrDefault(ink, 0));
                assertTrue(quiet || contrast >= TEXT, theme + ": " + ink + " on " + ground + " is " + contrast);
            }
        }
        assertTrue(GraphPalette.contrast(tokens.getOrDefault("accent-button", 0), tokens.getOrDefault("on-accent", 0)) >= TEXT, "buttons read");
        assertTrue(GraphPalette.contrast(tokens.getOrDefault("accent", 0), tokens.getOrDefault("editor", 0)) >= SHAPE, "the focus is seen");
    }

    private static Map<String, Integer> tokens(String theme) throws IOException {
        try (InputStream in = ContrastTest.class.getResourceAsStream("/dev/partita/ui/css/tokens-" + theme + ".css")) {
            String css = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Integer> tokens = new LinkedHashMap<>();
            Matcher found = Pattern.compile("-partita-([a-z-]+): #([0-9a-f]{6});").matcher(css);
            while (found.find()) {
                tokens.put(found.group(1), 0xFF000000 | Integer.parseInt(found.group(2), 16));
            }
            assertTrue(tokens.size() > 15, "tokens of " + theme + ": " + tokens.size());
            return tokens;
        }
    }
}
