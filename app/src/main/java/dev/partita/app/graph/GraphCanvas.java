package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.GraphPainter;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.RasterSurface;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Direction;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;

/**
 * The drawing area: a canvas that repaints once per pulse when something changed, a camera, and where things are under
 * the pointer. A change of the scene glides for a moment.
 */
final class GraphCanvas extends Pane {

    /** Zoom of a graph that is smaller than the view. */
    private static final double MOST_FITTING = 1.1;
    /** Zoom at which a long graph is shown first. */
    private static final double OPENING = 0.9;
    private static final double MARGIN = 28;
    /** Below this zoom titles cannot be read. */
    private static final double READABLE = 0.45;
    private static final double GLIDE_NANOS = 180e6;
    /** Larger scenes change at once: in-between pictures would come too late. */
    private static final int MOST_GLIDING = 1_500;

    private final Canvas canvas = new Canvas();
    private final CanvasSurface surface = new CanvasSurface(canvas.getGraphicsContext2D());
    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(new Camera(0, 0, 1));
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step(now);
        }
    };
    private Optional<Scene> scene = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private Optional<Glide> glide = Optional.empty();
    private Optional<Rect> band = Optional.empty();
    private Detail detail = Detail.FULL;
    private boolean dirty = true;
    private boolean fitWhenSized;
    private boolean openWhenSized;

    /** A change on its way: from one camera and arrangement to others. */
    private record Glide(Optional<SceneMorph> morph, Camera from, Camera to, long startNanos) {}

    GraphCanvas() {
        getChildren().add(canvas);
        setMinSize(0, 0);
        getStyleClass().add("graph-canvas");
        setFocusTraversable(true);
        camera.addListener((value, old, now) -> repaint());
    }

    ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.getReadOnlyProperty();
    }

    Optional<Scene> scene() {
        return scene;
    }

    /** Shows a scene; {@code kept} is something that should stay where it is on the screen. */
    void show(Optional<Scene> shown, Optional<SceneMorph.Anchor> kept) {
        Optional<Scene> before = scene;
        scene = shown;
        repaint();
        if (shown.isEmpty()) {
            return;
        }
        boolean related = before.isPresent() && before.get().model().name().equals(shown.get().model().name());
        if (!related) {
            open();
            return;
        }
        Camera target = kept.map(anchor -> anchor.camera(before.get(), shown.get(), camera.get())).orElse(camera.get());
        if (shown.get().items().size() <= MOST_GLIDING && before.get().items().size() <= MOST_GLIDING) {
            start(new Glide(Optional.of(new SceneMorph(before.get(), shown.get())), camera.get(), target, System.nanoTime()));
        } else {
            camera.set(target);
        }
    }

    void show(Optional<Look> shown) {
        look = shown;
        repaint();
    }

    /** The rectangle that is being drawn with the mouse, on the screen. */
    void band(Optional<Rect> rect) {
        band = rect;
        repaint();
    }

    void repaint() {
        dirty = true;
        requestLayout();
    }

    /** Shows everything. */
    void fit(boolean gliding) {
        if (getWidth() < 2 || getHeight() < 2) {
            fitWhenSized = true;
            return;
        }
        scene.ifPresent(shown -> goTo(whole(shown), gliding));
    }

    private Camera whole(Scene shown) {
        return Camera.fitting(shown.bounds(), getWidth(), getHeight(), MARGIN, MOST_FITTING);
    }

    /** A graph much longer than the view starts readable at its beginning; others show whole. */
    private void open() {
        if (getWidth() < 2 || getHeight() < 2) {
            openWhenSized = true;
            return;
        }
        scene.ifPresent(shown -> goTo(openingCamera(shown), false));
    }

    private Camera openingCamera(Scene shown) {
        Camera whole = whole(shown);
        Rect bounds = shown.bounds();
        boolean topDown = shown.direction() == Direction.TOP_DOWN;
        double across = topDown ? (getWidth() - 2 * MARGIN) / bounds.width() : (getHeight() - 2 * MARGIN) / bounds.height();
        double scale = Math.min(OPENING, across);
        if (whole.scale() >= READABLE || scale < READABLE) {
            return whole;
        }
        double alongX = bounds.x() - MARGIN / scale;
        double alongY = bounds.y() - MARGIN / scale;
        return topDown
                ? new Camera(bounds.x() + bounds.width() / 2 - getWidth() / 2 / scale, alongY, scale)
                : new Camera(alongX, bounds.y() + bounds.height() / 2 - getHeight() / 2 / scale, scale);
    }

    void fitTo(Rect world) {
        goTo(Camera.fitting(world, getWidth(), getHeight(), MARGIN * 2, 1.4), true);
    }

    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    void zoomAt(double factor, double x, double y) {
        stopGlide();
        camera.set(camera.get().zoomed(factor, x, y));
    }

    void pan(double dx, double dy) {
        stopGlide();
        camera.set(camera.get().panned(dx, dy));
    }

    void centre(double worldX, double worldY) {
        stopGlide();
        Camera at = camera.get();
        camera.set(new Camera(worldX - getWidth() / 2 / at.scale(), worldY - getHeight() / 2 / at.scale(), at.scale()));
    }

    /** Moves the camera as little as needed to see an item well. */
    void bringIntoView(int item) {
        scene.ifPresent(shown -> {
            Rect rect = shown.items().get(item).rect();
            Rect visible = camera.get().visible(getWidth(), getHeight());
            boolean inside = visible.contains(rect.x(), rect.y()) && visible.contains(rect.right(), rect.bottom());
            if (!inside || camera.get().scale() < READABLE) {
                double scale = Math.clamp(camera.get().scale(), 0.8, 1.4);
                goTo(new Camera(rect.x() + rect.width() / 2 - getWidth() / 2 / scale,
                        rect.y() + rect.height() / 2 - getHeight() / 2 / scale, scale), true);
            }
        });
    }

    void goTo(Camera target, boolean gliding) {
        stopGlide();
        if (gliding) {
            start(new Glide(Optional.empty(), camera.get(), target, System.nanoTime()));
        } else {
            camera.set(target);
        }
    }

    private void start(Glide started) {
        glide = Optional.of(started);
        timer.start();
        repaint();
    }

    private void stopGlide() {
        glide.ifPresent(moving -> {
            glide = Optional.empty();
            timer.stop();
        });
    }

    private void step(long now) {
        glide.ifPresent(moving -> {
            double share = Math.clamp((System.nanoTime() - moving.startNanos) / GLIDE_NANOS, 0, 1);
            double eased = 1 - Math.pow(1 - share, 3);
            camera.set(share == 1 ? moving.to : moving.from.towards(moving.to, eased));
            if (share == 1) {
                stopGlide();
            }
            repaint();
        });
    }

    OptionalInt itemAt(double x, double y) {
        return scene.map(shown -> shown.itemAt(camera.get().toWorldX(x), camera.get().toWorldY(y))).orElse(OptionalInt.empty());
    }

    OptionalInt lineAt(double x, double y) {
        double reach = 6 / camera.get().scale();
        return camera.get().scale() < 0.15 ? OptionalInt.empty()
                : scene.map(shown -> shown.lineAt(camera.get().toWorldX(x), camera.get().toWorldY(y), reach)).orElse(OptionalInt.empty());
    }

    /** True on an open group's title, false in its content. */
    boolean isOnHeader(int item, double y) {
        return scene.map(shown -> {
            Item at = shown.items().get(item);
            return at.kind() != Item.Kind.OPEN || camera.get().toWorldY(y) < at.rect().y() + 30;
        }).orElse(false);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            dirty = true;
        }
        if (getWidth() >= 2 && getHeight() >= 2) {
            if (openWhenSized) {
                openWhenSized = false;
                open();
            }
            if (fitWhenSized) {
                fitWhenSized = false;
                fit(false);
            }
        }
        if (dirty && getWidth() >= 1 && getHeight() >= 1) {
            dirty = false;
            paint();
        }
    }

    private void paint() {
        Rect whole = new Rect(0, 0, getWidth(), getHeight());
        surface.fillRect(whole, 0, look.map(seen -> seen.palette().ground().background()).orElse(0));
        if (scene.isEmpty() || look.isEmpty() || !look.get().shares().isFor(scene.get().model())) {
            canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
            return;
        }
        Scene painted = glide.flatMap(Glide::morph)
                .map(morph -> morph.at((System.nanoTime() - glide.get().startNanos) / GLIDE_NANOS))
                .orElse(scene.get());
        Look seen = painted == scene.get() ? look.get() : look.get().with(Look.Marks.NONE);
        detail = detail.at(camera.get().scale());
        if (detail == Detail.DOTS) {
            paintDots(painted, seen);
        } else {
            new GraphPainter(surface, painted, camera.get(), seen, detail).paint(getWidth(), getHeight());
        }
        band.ifPresent(rect -> {
            int color = seen.palette().accents().selection();
            surface.fillRect(rect, 0, dev.partita.app.graph.paint.GraphPalette.withAlpha(color, 0.12));
            surface.strokeRect(rect, 0, 1, color);
        });
    }

    private void paintDots(Scene painted, Look seen) {
        RasterSurface raster = new RasterSurface((int) Math.ceil(getWidth()), (int) Math.ceil(getHeight()));
        raster.fillRect(new Rect(0, 0, raster.width(), raster.height()), 0, seen.palette().ground().background());
        new GraphPainter(raster, painted, camera.get(), seen, Detail.DOTS).paint(raster.width(), raster.height());
        WritableImage image = new WritableImage(raster.width(), raster.height());
        image.getPixelWriter().setPixels(0, 0, raster.width(), raster.height(), PixelFormat.getIntArgbInstance(),
                raster.pixels(), 0, raster.width());
        canvas.getGraphicsContext2D().drawImage(image, 0, 0);
    }
}
