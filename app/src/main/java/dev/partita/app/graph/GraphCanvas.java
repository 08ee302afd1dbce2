package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/**
 * The drawing area: a canvas that repaints once per pulse when something changed. A change of the scene glides for a moment.
 * What moves the camera is in {@link #motion} and {@link #framing}, what the pointer means in {@link #picking}.
 */
final class GraphCanvas extends Pane {

    private final PictureSheet sheet = new PictureSheet();
    private final Rectangle band = new Rectangle();
    /** Around the whole canvas while the keyboard has brought the focus here. */
    private final Rectangle focusRing = new Rectangle(1, 1, 0, 0);
    private final CameraMotion motion = new CameraMotion(this, this::repaint);
    private final Framing framing = new Framing(this, motion, this::scene);
    /** Runs until the view has stood still for a moment. */
    private final PauseTransition resting = new PauseTransition(Duration.millis(200));
    private Optional<Scene> scene = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private Optional<Camera> next = Optional.empty();
    private Detail detail = Detail.FULL;
    private boolean dirty = true;
    private double paintedWidth;
    private double paintedHeight;

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
        resting.setOnFinished(event -> sheet.rest());
    }

    CameraMotion motion() {
        return motion;
    }

    Framing framing() {
        return framing;
    }

    Picking picking() {
        return new Picking(scene, motion.camera());
    }

    ReadOnlyObjectProperty<Camera> cameraProperty() {
        return motion.cameraProperty();
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
            wanted.ifPresentOrElse(camera -> motion.goTo(camera, false), framing::open);
            return;
        }
        Camera target = wanted
                .or(() -> kept.map(anchor -> anchor.camera(before.get(), shown.get(), motion.camera())))
                .orElse(motion.camera());
        if (Glide.suits(before.get(), shown.get())) {
            motion.start(Glide.of(before.get(), shown.get(), motion.camera(), target));
        } else {
            motion.goTo(target, false);
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

    private void repaint() {
        dirty = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (paintedWidth != getWidth() || paintedHeight != getHeight()) {
            paintedWidth = getWidth();
            paintedHeight = getHeight();
            dirty = true;
        }
        framing.sized();
        if (dirty && getWidth() >= 1 && getHeight() >= 1) {
            dirty = false;
            paint();
        }
    }

    private void paint() {
        if (scene.isEmpty() || look.isEmpty() || !look.get().shares().isFor(scene.get().model())) {
            sheet.clear();
            return;
        }
        Scene painted = motion.between().orElse(scene.get());
        Look seen = painted == scene.get() ? look.get() : look.get().with(Look.Marks.NONE);
        Camera camera = motion.camera();
        detail = detail.at(camera.scale(), painted.itemsIn(camera.visible(getWidth(), getHeight())).length);
        sheet.show(new Frame(painted, camera, seen, detail), getWidth(), getHeight(), motion.isMoving());
        if (motion.isMoving()) {
            resting.stop();
        } else {
            resting.playFromStart();
        }
    }

    /** For tests: nothing is on its way to look otherwise. */
    boolean isStill() {
        return !dirty && !motion.isMoving() && !framing.isWaiting();
    }

    /** What is painted. */
    PictureSheet sheet() {
        return sheet;
    }
}
