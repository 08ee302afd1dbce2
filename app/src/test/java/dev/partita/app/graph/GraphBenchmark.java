package dev.partita.app.graph;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.image.WritableImage;

/**
 * Prints what the canvas costs: making the model, the first scene and the flat one, and frames while panning, each
 * rendered completely. Run its main method with the flags of the tests (headless, software pipeline).
 */
final class GraphBenchmark {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int FRAMES = 60;

    private GraphBenchmark() {}

    public static void main(String[] args) {
        FxStage.start();
        System.out.println("| boxes | model ms | closed scene ms | flat scene ms | pan at zoom 1, ms per frame | pan at 0.3 | whole graph |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int layers : new int[] {67, 667, 3334}) {
            measure(layers);
            measure(layers);
        }
        System.exit(0);
    }

    private static void measure(int layers) {
        long start = System.nanoTime();
        GraphModel model = SampleModels.transformer(layers);
        double made = millis(start);
        SceneBuilder builder = new SceneBuilder();
        start = System.nanoTime();
        builder.build(model, ViewState.closed());
        double closed = millis(start);
        start = System.nanoTime();
        Scene flat = builder.build(model, ViewState.flat(model));
        double laidOut = millis(start);
        Overlay overlay = new PartitionOverlay(SampleModels.placements(model), GraphPalette.LIGHT);
        Look look = Look.of(GraphPalette.LIGHT, overlay, new GroupShares(model, overlay));
        GraphCanvas canvas = FxStage.call(() -> {
            GraphCanvas area = new GraphCanvas();
            new javafx.scene.Scene(area, WIDTH, HEIGHT);
            area.resize(WIDTH, HEIGHT);
            area.show(Optional.of(look));
            area.show(Optional.of(flat), Optional.empty());
            return area;
        });
        double whole = Camera.fitting(flat.bounds(), WIDTH, HEIGHT, 20, 1).scale();
        System.out.printf("| %d | %.0f | %.0f | %.0f | %s | %s | %s |%n", model.boxes().size(), made, closed, laidOut,
                frames(canvas, flat, 1), frames(canvas, flat, 0.3), frames(canvas, flat, whole));
    }

    /** Median and 95th percentile of frames that each show another part. */
    private static String frames(GraphCanvas canvas, Scene scene, double scale) {
        double[] millis = new double[FRAMES];
        int drawn = 0;
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        for (int frame = -20; frame < FRAMES; frame++) {
            var middle = scene.items().get(scene.itemOfBox(scene.model().boxes().size() * 2 / 5)).rect();
            double x = middle.x() - WIDTH / 2 / scale;
            double y = middle.y() + frame * 12 / scale;
            drawn = Math.max(drawn, scene.itemsIn(new Camera(x, y, scale).visible(WIDTH, HEIGHT)).length);
            double taken = FxStage.call(() -> {
                long start = System.nanoTime();
                canvas.goTo(new Camera(x, scale < 0.1 ? -20 : y, scale), false);
                canvas.layout();
                canvas.snapshot(null, image);
                return millis(start);
            });
            if (frame >= 0) {
                millis[frame] = taken;
            }
        }
        Arrays.sort(millis);
        return String.format(java.util.Locale.ROOT, "%.1f (p95 %.1f, %d items)", millis[FRAMES / 2],
                millis[FRAMES * 95 / 100], drawn);
    }

    private static double millis(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }
}
