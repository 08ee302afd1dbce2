package dev.partita.app.graph;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.Category;
import dev.partita.app.graph.model.Group;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.Payload;
import dev.partita.app.graph.model.Wire;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.FacetOverlay;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.WritableImage;

/**
 * Prints what the canvas costs: making the model, the first scene and the flat one, and frames while panning, each
 * rendered completely. Run its main method with the flags of the tests (headless, software pipeline).
 */
final class GraphBenchmark {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int FRAMES = 60;

    private GraphBenchmark() {}

    public static void main(String[] args) {
        FxStage.start();
        System.out.println("| graph | boxes | closed scene ms | flat scene ms | zoom 1 | zoom 0.45, least readable | zoom 0.2 | whole graph | zooming around 0.45 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int layers : new int[] {67, 667, 3334}) {
            measure("transformer", SampleModels.transformer(layers));
        }
        for (int columns : new int[] {10, 100, 500}) {
            measure("dense", dense(columns));
        }
        System.exit(0);
    }

    /** Chains of 100 boxes side by side: as many boxes in view as fit at all. */
    private static GraphModel dense(int columns) {
        Payload payload = new Payload("float32", "1\u00d764\u00d756\u00d756", 802_816);
        List<Box> boxes = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < 100; row++) {
                int number = boxes.size();
                Category category = Category.values()[2 + (row + column) % 9];
                boxes.add(new Box("op_" + number, new Box.Label("convolution", "64\u00d764\u00d73\u00d73"), category, 0,
                        new Box.Facts("aten.convolution.default", "", payload, 0, List.of())));
                if (row > 0) {
                    wires.add(new Wire(number - 1, number, number - 1, 0, payload));
                }
            }
        }
        return new GraphModel("dense", boxes, wires, List.of(new Group("", new Group.Name("dense", ""), -1, -1)));
    }

    private static void measure(String name, GraphModel model) {
        SceneBuilder builder = new SceneBuilder();
        long start = System.nanoTime();
        builder.build(model, ViewState.closed());
        double closed = millis(start);
        start = System.nanoTime();
        Scene flat = builder.build(model, ViewState.flat(model));
        double laidOut = millis(start);
        Overlay overlay = name.equals("dense") ? FacetOverlay.categories(model, GraphPalette.LIGHT)
                : new PartitionOverlay(SampleModels.placements(model), GraphPalette.LIGHT);
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
        System.out.printf("| %s | %,d | %.0f | %.0f | %s | %s | %s | %s | %s |%n", name, model.boxes().size(), closed, laidOut,
                frames(canvas, flat, 1, 1), frames(canvas, flat, 0.45, 1), frames(canvas, flat, 0.2, 1), frames(canvas, flat, whole, 1),
                frames(canvas, flat, 0.45, 1.02));
    }

    /**
     * Frames that each show another part, 12 pixels further down: the best tenth, which a busy machine disturbs least, the
     * median, and what nine of ten stay below; then the processor time of all threads for one frame, and the items in view.
     *
     * @param zoom how much larger the graph is from frame to frame
     */
    private static String frames(GraphCanvas canvas, Scene scene, double startScale, double zoom) {
        double[] millis = new double[FRAMES];
        int drawn = 0;
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        long processor = 0;
        for (int frame = -20; frame < FRAMES; frame++) {
            processor = frame == 0 ? SYSTEM.getProcessCpuTime() : processor;
            double scale = startScale * Math.pow(zoom, frame);
            var middle = scene.items().get(scene.itemOfBox(scene.model().boxes().size() * 2 / 5)).rect();
            double x = whole(scene, scale) ? scene.bounds().x() - 20 : middle.x() - WIDTH / 2 / scale;
            double y = whole(scene, scale) ? scene.bounds().y() - 20 + frame / scale : middle.y() + frame * 12 / scale;
            drawn = Math.max(drawn, scene.itemsIn(new Camera(x, y, scale).visible(WIDTH, HEIGHT)).length);
            // After the first frame by gestures.
            boolean zooms = zoom != 1 && frame > -20;
            double taken = FxStage.call(() -> {
                long start = System.nanoTime();
                if (zooms) {
                    canvas.motion().zoomAt(zoom, WIDTH / 2.0, HEIGHT / 2.0);
                } else {
                    canvas.motion().goTo(new Camera(x, y, scale), false);
                }
                canvas.layout();
                canvas.snapshot(null, image);
                return millis(start);
            });
            if (frame >= 0) {
                millis[frame] = taken;
            }
        }
        double perFrame = (SYSTEM.getProcessCpuTime() - processor) / 1e6 / FRAMES;
        Arrays.sort(millis);
        return String.format(java.util.Locale.ROOT, "%.1f / %.1f / %.1f (cpu %.1f; %,d)",
                millis[FRAMES / 10], millis[FRAMES / 2], millis[FRAMES * 9 / 10], perFrame, drawn);
    }

    private static boolean whole(Scene scene, double scale) {
        return scene.bounds().height() * scale <= HEIGHT && scene.bounds().width() * scale <= WIDTH;
    }

    private static double millis(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }
}
