package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way a view came to show something, it shows what painting it at once would show. */
class PictureSheetTest {

    private static final int WIDTH = 700;
    private static final int HEIGHT = 480;
    /**
     * Steps of a colour, of 255, by which the border of a curve may differ: places on a sheet are rounded to single precision, and
     * a steep curve is cut into other pieces then (25 seen). What is forgotten or in the wrong place differs by whole colours.
     */
    private static final int ROUNDING = 32;

    /** A coarse pixel may lie this far from what it shows: it is two pixels large when stretched to a half. */
    private static final int BLUR = 3;
    private static final int AROUND = 2 * BLUR + 1;

    private final GraphModel model = SampleModels.transformer(3);
    private final Scene scene = new SceneBuilder().build(model, ViewState.flat(model));
    private final Look plain = look(GraphPalette.LIGHT);

    private Look look(GraphPalette palette) {
        Overlay overlay = new PartitionOverlay(SampleModels.placements(model), palette);
        return Look.of(palette, overlay, new GroupShares(model, overlay));
    }

    /** One thing that a user does: moves, points somewhere, selects. */
    record Step(int dx, int dy, int hovered, int selected) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> move = Arbitraries.integers().between(-160, 160);
        Arbitrary<Integer> item = Arbitraries.integers().between(-1, 55);
        return Combinators.combine(move, move, item, item).as(Step::new).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 25)
    void showsWhatPaintingAtOnceShows(@ForAll("steps") List<Step> steps) {
        FxStage.start();
        for (double scale : new double[] {1, 0.45}) {
            FxStage.run(() -> {
                GraphCanvas moved = canvas(plain, new Camera(-100, -40, scale));
                Look look = plain;
                for (Step step : steps) {
                    look = look.with(plain.options().pointing(step.hovered, step.hovered))
                            .with(new Look.Marks(step.selected < 0 ? Set.of() : Set.of(step.selected), Set.of(), lines(step.selected), Set.of(), -1));
                    moved.show(Optional.of(look));
                    moved.motion().pan(step.dx, step.dy);
                    moved.layout();
                }
                assertSame(picture(canvas(look, moved.cameraProperty().get())), picture(moved));
            });
        }
    }

    private Set<Integer> lines(int item) {
        return item < 0 ? Set.of() : Set.of(scene.linesOf(item).length == 0 ? 0 : scene.linesOf(item)[0]);
    }

    @Test
    void movingOnPaintsAStripAndPointingPaintsAPatch() {
        FxStage.start();
        FxStage.run(() -> {
            GraphCanvas canvas = canvas(plain, new Camera(-100, -40, 1));
            double whole = canvas.sheet().painted();
            assertEquals(WIDTH * HEIGHT, whole);
            canvas.motion().pan(0, -30);
            canvas.layout();
            double strip = canvas.sheet().painted() - whole;
            assertTrue(strip > 0 && strip <= whole / 2, strip + " of " + whole);
            canvas.motion().pan(0, -30);
            canvas.layout();
            assertEquals(whole + strip, canvas.sheet().painted(), "the same row of cells shows more of itself");
            canvas.show(Optional.of(plain.with(plain.options().pointing(boxAt(canvas), -1))));
            canvas.layout();
            double patch = canvas.sheet().painted() - whole - strip;
            assertTrue(patch > 0 && patch < whole / 2, patch + " of " + whole);
        });
    }

    private int boxAt(GraphCanvas canvas) {
        int[] seen = scene.itemsIn(canvas.cameraProperty().get().visible(WIDTH, HEIGHT));
        return IntStream.of(seen).filter(item -> scene.items().get(item).kind() == Item.Kind.BOX).findFirst().orElseThrow();
    }

    @Test
    void zoomingAndOtherColoursPaintEverything() {
        FxStage.start();
        FxStage.run(() -> {
            GraphCanvas canvas = canvas(plain, new Camera(-100, -40, 1));
            double whole = canvas.sheet().painted();
            canvas.motion().zoom(0.8);
            canvas.motion().settle();
            canvas.layout();
            assertEquals(2 * whole, canvas.sheet().painted());
            Look dark = look(GraphPalette.DARK);
            canvas.show(Optional.of(dark));
            canvas.layout();
            assertEquals(3 * whole, canvas.sheet().painted());
            assertSame(picture(canvas(dark, canvas.cameraProperty().get())), picture(canvas));
        });
    }

    @Test
    void whileTheZoomChangesThePictureIsStretchedAndThenPaintedSharply() {
        FxStage.start();
        FxStage.run(() -> {
            GraphCanvas canvas = canvas(plain, new Camera(-100, -40, 1));
            double whole = canvas.sheet().painted();
            for (int step = 0; step < 10; step++) {
                canvas.motion().zoomAt(1.03, 200, 100);
                canvas.layout();
            }
            assertEquals(whole, canvas.sheet().painted(), "nothing was painted so far");
            Camera camera = canvas.cameraProperty().get();
            assertEquals(1.3439, camera.scale(), 1e-4);
            Point2D stretched = canvas.sheet().localToParent(0, 0);
            assertEquals((-100 - camera.x()) * camera.scale(), stretched.getX(), 1);
            assertEquals((-40 - camera.y()) * camera.scale(), stretched.getY(), 1);
            canvas.motion().settle();
            canvas.layout();
            assertEquals(2 * whole, canvas.sheet().painted());
            assertSame(picture(canvas(plain, camera)), picture(canvas));
        });
    }

    @Test
    void zoomingOutPaintsWhatComesIntoViewAndAnotherLevelOfDetailAtOnce() {
        FxStage.start();
        FxStage.run(() -> {
            GraphCanvas canvas = canvas(plain, new Camera(-100, -40, 1));
            double whole = canvas.sheet().painted();
            canvas.motion().zoom(0.9);
            canvas.layout();
            double ring = canvas.sheet().painted() - whole;
            assertTrue(ring > 0 && ring < whole, ring + " of " + whole);
            canvas.motion().zoom(0.4);
            canvas.layout();
            assertEquals(2 * whole + ring, canvas.sheet().painted(), "titles that can be read no more are left out");
            assertSame(picture(canvas(plain, canvas.cameraProperty().get())), picture(canvas));
        });
    }

    /** Whatever the painted picture would show, short of texts, the stretched one shows as well, if not so sharply. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.7, 0.52})
    void zoomingOutFastShowsNoEmptyBorders(double factor) {
        FxStage.start();
        FxStage.run(() -> {
            Look textless = plain.with(new Look.Options(false, plain.options().thicknessByBytes(), -1, -1));
            Camera camera = new Camera(-100, 700, 1);
            GraphCanvas unprepared = canvas(textless, camera);
            GraphCanvas prepared = canvas(textless, camera);
            prepared.sheet().rest();
            prepared.motion().pan(3, 5);
            for (GraphCanvas canvas : List.of(unprepared, prepared)) {
                canvas.motion().zoomAt(factor, 350, 400);
                canvas.layout();
            }
            WritableImage painted = picture(canvas(textless, prepared.cameraProperty().get()));
            assertTrue(factor > 0.8 || bare(onBackground(unprepared), painted) > 500, "there are borders to be filled");
            assertEquals(0, bare(onBackground(prepared), painted), "pixels that show nothing");
            assertTrue(prepared.sheet().painted() < 1.5 * WIDTH * HEIGHT, "it was not painted anew");
            prepared.motion().settle();
            prepared.layout();
            assertSame(painted, picture(prepared));
        });
    }

    /** What is not painted at all shows as background, whatever theme another test has left. */
    private static WritableImage onBackground(GraphCanvas canvas) {
        canvas.setStyle("-fx-background-color: #%06x".formatted(GraphPalette.LIGHT.ground().background() & 0xFFFFFF));
        return picture(canvas);
    }

    /** How many pixels around which a picture shows but background where something is painted. */
    private static int bare(WritableImage picture, WritableImage painted) {
        int background = GraphPalette.LIGHT.ground().background();
        int bare = 0;
        for (int y = BLUR; y < HEIGHT - BLUR; y++) {
            for (int x = BLUR; x < WIDTH - BLUR; x++) {
                boolean something = painted.getPixelReader().getArgb(x, y) != background;
                for (int at = 0; at < AROUND * AROUND && something; at++) {
                    something = picture.getPixelReader().getArgb(x - BLUR + at % AROUND, y - BLUR + at / AROUND) == background;
                }
                bare += something ? 1 : 0;
            }
        }
        return bare;
    }

    @Test
    void whatIsPaintedCoarselyFollowsTheColours() {
        FxStage.start();
        FxStage.run(() -> {
            GraphCanvas canvas = canvas(plain, new Camera(-100, 700, 1));
            canvas.sheet().rest();
            Look dark = look(GraphPalette.DARK);
            canvas.show(Optional.of(dark));
            canvas.layout();
            canvas.motion().zoomAt(0.6, 350, 240);
            canvas.layout();
            int light = GraphPalette.LIGHT.ground().background();
            canvas.setStyle("-fx-background-color: black");
            WritableImage shown = picture(canvas);
            assertTrue(IntStream.range(0, WIDTH * HEIGHT).noneMatch(at -> shown.getPixelReader().getArgb(at % WIDTH, at / WIDTH) == light));
        });
    }

    @Test
    void aZoomComesToRestByItself() {
        FxStage.start();
        GraphCanvas canvas = FxStage.call(() -> {
            GraphCanvas shown = canvas(plain, new Camera(-100, -40, 1));
            shown.motion().zoom(1.1);
            shown.layout();
            return shown;
        });
        FxStage.await("the picture is painted sharply", () -> {
            canvas.layout();
            return canvas.sheet().painted() == 2.0 * WIDTH * HEIGHT;
        });
    }

    @Test
    void aViewAtRestGetsReadyForZoomingOut() {
        FxStage.start();
        GraphCanvas canvas = FxStage.call(() -> {
            GraphCanvas shown = canvas(plain, new Camera(-100, -40, 1));
            assertFalse(shown.sheet().isPrepared(), "that would delay the first picture");
            return shown;
        });
        FxStage.await("what lies around is painted", canvas.sheet()::isPrepared);
    }

    @Test
    void everythingLiesOnWholePixelsOfAScaledScreen() {
        FxStage.start();
        FxStage.run(() -> {
            Stage stage = new Stage();
            GraphCanvas canvas = canvas(plain, new Camera(-100, -40, 0.7));
            stage.setScene(canvas.getScene());
            stage.setRenderScaleX(1.5);
            stage.setRenderScaleY(1.5);
            stage.show();
            for (int i = 0; i < 9; i++) {
                canvas.motion().pan(-17.3, -31.1);
                canvas.layout();
                assertWhole(canvas.sheet().getTranslateX() * 1.5);
                assertWhole(canvas.sheet().getTranslateY() * 1.5);
                canvas.sheet().getChildren().stream().filter(Canvas.class::isInstance).forEach(cell -> {
                    assertWhole(cell.getLayoutX() * 1.5);
                    assertWhole(cell.getLayoutY() * 1.5);
                    assertWhole(cell.getLayoutBounds().getWidth() * 1.5);
                });
            }
            stage.close();
        });
    }

    private static void assertWhole(double pixels) {
        assertEquals(Math.rint(pixels), pixels, 1e-6);
    }

    private GraphCanvas canvas(Look look, Camera camera) {
        GraphCanvas canvas = new GraphCanvas();
        new javafx.scene.Scene(canvas, WIDTH, HEIGHT);
        canvas.resize(WIDTH, HEIGHT);
        canvas.show(Optional.of(look));
        canvas.showNextAt(camera);
        canvas.show(Optional.of(scene), Optional.empty());
        canvas.layout();
        return canvas;
    }

    private static WritableImage picture(GraphCanvas canvas) {
        return canvas.snapshot(null, new WritableImage(WIDTH, HEIGHT));
    }

    private static void assertSame(WritableImage expected, WritableImage actual) {
        AtomicInteger different = new AtomicInteger();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int p = expected.getPixelReader().getArgb(x, y);
                int q = actual.getPixelReader().getArgb(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    if (Math.abs((p >> shift & 255) - (q >> shift & 255)) > ROUNDING) {
                        different.incrementAndGet();
                    }
                }
            }
        }
        assertEquals(0, different.get(), "channels of pixels that differ");
    }
}
