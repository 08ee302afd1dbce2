package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/**
 * The drawing area: a canvas that repaints once per pulse when something changed, a camera, and where things are under
 * the pointer. A change of the scene glides for a moment.
 */
final class GraphCanvas extends Pane {

    private final PictureSheet sheet = new PictureSheet();
    private final Rectangle band = new Rectangle();
    /** Around the whole canvas while the keyboard has brought the focus here. */
    private final Rectangle focusRing = new Rectangle(1, 1, 0, 0);
    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(new Camera(0, 0, 1));
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step();
        }
    };
    private Optional<Scene> scene = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private Optional<Glide> glide = Optional.empty();
    /** Runs from a step of zooming until the picture is painted sharply, unless another step follows. */
    private final PauseTransition zooming = new PauseTransition(Duration.millis(120));
    /** Runs until the view has stood still for a moment. */
    private final PauseTransition resting = new PauseTransition(Duration.millis(200));
    private Detail detail = Detail.FULL;
    private boolean dirty = true;
    private double paintedWidth;
    private double paintedHeight;
    private boolean fitWhenSized;
    private boolean openWhenSized;
    private Rect legend = new Rect(0, 0, 0, 0);
    private Rect minimap = new Rect(0, 0, 0, 0);
    private Optional<Camera> next = Optional.empty();

    GraphCanvas() {
        band.setManaged(false);
        band.setVisible(false);
        focusRing.setManaged(false);
        focusRing.setFill(null);
        focusRing.setStrokeWidth(2);
        focusRing.setMouseTransparent(true);
        focusRing.widthProperty().bind(widthProperty().subtract(2));
        focusRing.heightProperty().bind(heightProperty().subtract(2));
        focusRing.visibleProperty().bind(focusVisibleProperty());
        getChildren().addAll(sheet, band, focusRing);
        Rectangle visible = new Rectangle();
        visible.widthProperty().bind(widthProperty());
        visible.heightProperty().bind(heightProperty());
        setClip(visible);
        setMinSize(0, 0);
        getStyleClass().add("graph-canvas");
        setFocusTraversable(true);
        camera.addListener((value, old, now) -> repaint());
        zooming.setOnFinished(event -> repaint());
        resting.setOnFinished(event -> sheet.rest());
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
        Optional<Camera> wanted = next;
        next = Optional.empty();
        if (!related) {
            wanted.ifPresentOrElse(camera::set, this::open);
            return;
        }
        Camera target = wanted
                .or(() -> kept.map(anchor -> anchor.camera(before.get(), shown.get(), camera.get())))
                .orElse(camera.get());
        if (Glide.suits(before.get(), shown.get())) {
            start(Glide.of(before.get(), shown.get(), camera.get(), target));
        } else {
            camera.set(target);
        }
    }

    /** Where to look when the scene arrives that is on its way. */
    void showNextAt(Camera wanted) {
        next = Optional.of(wanted);
    }

    void show(Optional<Look> shown) {
        look = shown;
        look.ifPresent(seen -> focusRing.setStroke(color(seen.palette().accents().selection())));
        repaint();
    }

    /** The rectangle that is being drawn with the mouse, on the screen. */
    void band(Optional<Rect> rect) {
        band.setVisible(rect.isPresent() && look.isPresent());
        if (rect.isPresent() && look.isPresent()) {
            Color color = color(look.get().palette().accents().selection());
            band.setStroke(color);
            band.setFill(color.deriveColor(0, 1, 1, 0.12));
            band.setX(rect.get().x());
            band.setY(rect.get().y());
            band.setWidth(rect.get().width());
            band.setHeight(rect.get().height());
        }
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
    }

    void repaint() {
        dirty = true;
        requestLayout();
    }

    /** Shows everything. */
    void fit(boolean gliding) {
        fitWhenSized = !opening().isPossible();
        if (!fitWhenSized) {
            scene.ifPresent(shown -> goTo(opening().whole(shown), gliding));
        }
    }

    /** Looks at a scene for the first time, once the view and what lies over it have their sizes. */
    private void open() {
        openWhenSized = true;
        requestLayout();
    }

    /** Says what lies over the lower corners, to be kept clear when a scene is shown whole. */
    void keepClear(Rect lowerLeft, Rect lowerRight) {
        legend = lowerLeft;
        minimap = lowerRight;
    }

    private Opening opening() {
        return new Opening(getWidth(), getHeight(), legend, minimap);
    }

    void fitTo(Rect world) {
        goTo(Camera.fitting(world, getWidth(), getHeight(), Opening.MARGIN * 2, 1.4), true);
    }

    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    void zoomAt(double factor, double x, double y) {
        stopGlide();
        zooming.playFromStart();
        camera.set(camera.get().zoomed(factor, x, y));
    }

    /** Ends a zoom: what shows is painted sharply. */
    void settle() {
        zooming.stop();
        repaint();
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
            Camera target = opening().showing(shown.items().get(item).rect(), camera.get());
            if (!target.equals(camera.get())) {
                goTo(target, true);
            }
        });
    }

    void goTo(Camera target, boolean gliding) {
        stopGlide();
        if (gliding) {
            start(Glide.of(camera.get(), target));
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
        glide = Optional.empty();
        timer.stop();
    }

    private void step() {
        glide.ifPresent(moving -> {
            camera.set(moving.camera());
            if (moving.isOver()) {
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
        if (paintedWidth != getWidth() || paintedHeight != getHeight()) {
            paintedWidth = getWidth();
            paintedHeight = getHeight();
            dirty = true;
        }
        if (openWhenSized && opening().isPossible()) {
            openWhenSized = false;
            scene.ifPresent(shown -> goTo(opening().first(shown), false));
        }
        if (fitWhenSized) {
            fit(false);
        }
        if (dirty && getWidth() >= 1 && getHeight() >= 1) {
            dirty = false;
            paint();
        }
    }

    /** For tests. */
    PictureSheet sheet() {
        return sheet;
    }

    private void paint() {
        if (scene.isEmpty() || look.isEmpty() || !look.get().shares().isFor(scene.get().model())) {
            sheet.clear();
            return;
        }
        Scene painted = glide.flatMap(Glide::scene).orElse(scene.get());
        Look seen = painted == scene.get() ? look.get() : look.get().with(Look.Marks.NONE);
        detail = detail.at(camera.get().scale(), painted.itemsIn(camera.get().visible(getWidth(), getHeight())).length);
        boolean moving = glide.isPresent() || zooming.getStatus() == Animation.Status.RUNNING;
        sheet.show(new Frame(painted, camera.get(), seen, detail), getWidth(), getHeight(), moving);
        if (moving) {
            resting.stop();
        } else {
            resting.playFromStart();
        }
    }
}
