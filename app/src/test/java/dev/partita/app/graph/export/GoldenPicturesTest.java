package dev.partita.app.graph.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.SampleModels;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.FacetOverlay;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.layout.Direction;
import dev.partita.compile.OpenedProgram;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures that people have looked at. A difference fails the test and leaves the new picture below target/pictures; after
 * a look at it {@code -Dpartita.golden.update=true} takes it over. Pictures may differ a little: systems draw letters differently.
 */
class GoldenPicturesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "graph");
    private static final Path MODELS = Path.of("..", "compiler-core", "src", "test", "resources", "models");
    private static final Path DRAWN = Path.of("target", "pictures");
    /** Share of pixels that may differ visibly. */
    private static final double TOLERANCE = 0.01;

    /** Models whose first stage is drawn; the later stages change with every rule that is added. */
    enum Subject { TRANSFORMER_CLOSED, TRANSFORMER_OPEN, TRANSFORMER_LEFT_RIGHT, RESNET18, BERT, MLP, GPT2, VIT }

    record Case(Subject subject, boolean dark, double scale) {
        @Override
        public String toString() {
            return subject.name().toLowerCase(Locale.ROOT) + (dark ? "-dark" : "-light") + "-" + Math.round(scale * 100);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                cases.add(new Case(subject, dark, 1));
                cases.add(new Case(subject, dark, 0.35));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void looksAsItDid(Case drawnCase) throws IOException {
        BufferedImage drawn = GraphExport.image(picture(drawnCase));
        Files.createDirectories(DRAWN);
        ImageIO.write(drawn, "png", DRAWN.resolve(drawnCase + ".png").toFile());
        Path golden = GOLDEN.resolve(drawnCase + ".png");
        if (Boolean.getBoolean("partita.golden.update")) {
            Files.createDirectories(GOLDEN);
            ImageIO.write(drawn, "png", golden.toFile());
        }
        BufferedImage expected = ImageIO.read(golden.toFile());
        assertEquals(expected.getWidth() + "x" + expected.getHeight(), drawn.getWidth() + "x" + drawn.getHeight());
        double different = difference(expected, drawn);
        assertTrue(different <= TOLERANCE, "%.2f %% of the pixels differ from %s, see %s".formatted(different * 100, golden, DRAWN));
    }

    private static Picture picture(Case wanted) {
        PlannedGraph graph = graph(wanted.subject);
        GraphModel model = graph.model();
        GraphPalette palette = wanted.dark ? GraphPalette.DARK : GraphPalette.LIGHT;
        boolean placed = wanted.subject.name().startsWith("TRANSFORMER");
        Overlay overlay = placed ? new PartitionOverlay(graph.placements(), palette) : FacetOverlay.categories(model, palette);
        ViewState state = switch (wanted.subject) {
            case TRANSFORMER_CLOSED -> ViewState.closed();
            case TRANSFORMER_OPEN -> ViewState.closed().withAllInside(model, model.group("layers.0").orElseThrow(), true);
            case TRANSFORMER_LEFT_RIGHT -> ViewState.closed().with(model, model.group("layers.1").orElseThrow(), true)
                    .withDirection(Direction.LEFT_RIGHT);
            case RESNET18, BERT, MLP, GPT2, VIT -> ViewState.fitting(model, 26);
        };
        var scene = new SceneBuilder().build(model, state);
        return Picture.whole(scene, Look.of(palette, overlay, new GroupShares(model, overlay))).atScale(wanted.scale);
    }

    private static PlannedGraph graph(Subject subject) {
        return switch (subject) {
            case TRANSFORMER_CLOSED, TRANSFORMER_OPEN, TRANSFORMER_LEFT_RIGHT -> {
                GraphModel model = SampleModels.transformer(4);
                yield new PlannedGraph(model, SampleModels.placements(model));
            }
            case RESNET18 -> exported("resnet18_w16.pt2");
            case BERT -> exported("bert_tiny_dyn.pt2");
            case MLP -> exported("mlp_tiny.pt2");
            case GPT2 -> exported("gpt2_tiny.pt2");
            case VIT -> exported("vit_tiny48.pt2");
        };
    }

    private static PlannedGraph exported(String file) {
        try (OpenedProgram program = OpenedProgram.open(MODELS.resolve(file), Optional.empty())) {
            return PlannedGraph.exported(file, program.importProgram());
        }
    }

    private static double difference(BufferedImage a, BufferedImage b) {
        int different = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int p = a.getRGB(x, y);
                int q = b.getRGB(x, y);
                int distance = Math.abs((p >> 16 & 255) - (q >> 16 & 255)) + Math.abs((p >> 8 & 255) - (q >> 8 & 255))
                        + Math.abs((p & 255) - (q & 255));
                different += distance > 60 ? 1 : 0;
            }
        }
        return different / (double) (a.getWidth() * a.getHeight());
    }
}
