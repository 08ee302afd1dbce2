package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/** The whole graph in a corner, with a frame around what the canvas shows; a click or drag goes there. */
final class Minimap extends StackPane {

    private static final double LONGEST = 170;
    private static final double LEAST = 44;

    private final GraphCanvas target;
    private final Canvas canvas = new Canvas(1, 1);
    private Optional<WritableImage> picture = Optional.empty();
    private Camera camera = new Camera(0, 0, 1);
    private int frameColor;

    Minimap(GraphCanvas target) {
        this.target = target;
        getStyleClass().add("graph-minimap");
        getChildren().add(canvas);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        canvas.setOnMousePressed(this::go);
        canvas.setOnMouseDragged(this::go);
        target.cameraProperty().addListener((value, old, now) -> frame());
    }

    private void go(MouseEvent event) {
        target.motion().centre(camera.toWorldX(event.getX()), camera.toWorldY(event.getY()));
        event.consume();
    }

    /** Draws the graph anew; done when the scene or its colours change. */
    void show(Scene scene, Look look) {
        Rect world = scene.bounds().grown(20);
        double scale = LONGEST / Math.max(world.width(), world.height());
        double width = Math.max(LEAST, world.width() * scale);
        double height = Math.max(LEAST, world.height() * scale);
        camera = Camera.fitting(world, width, height, 2, 1);
        frameColor = look.palette().accents().selection();
        WritableImage image = new Frame(scene, camera, look.with(Look.Marks.NONE), Detail.DOTS).pixels(width, height, 1);
        picture = Optional.of(image);
        canvas.setWidth(image.getWidth());
        canvas.setHeight(image.getHeight());
        frame();
    }

    private void frame() {
        Rect visible = target.cameraProperty().get().visible(target.getWidth(), target.getHeight());
        target.scene().ifPresent(scene -> {
            Rect all = scene.bounds();
            setVisible(!(visible.contains(all.x(), all.y()) && visible.contains(all.right(), all.bottom())));
        });
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        picture.ifPresent(image -> graphics.drawImage(image, 0, 0));
        double x = Math.max(0.75, (visible.x() - camera.x()) * camera.scale());
        double y = Math.max(0.75, (visible.y() - camera.y()) * camera.scale());
        double right = Math.min(canvas.getWidth() - 0.75, (visible.right() - camera.x()) * camera.scale());
        double bottom = Math.min(canvas.getHeight() - 0.75, (visible.bottom() - camera.y()) * camera.scale());
        Color color = Color.rgb(frameColor >> 16 & 0xFF, frameColor >> 8 & 0xFF, frameColor & 0xFF);
        graphics.setFill(color.deriveColor(0, 1, 1, 0.12));
        graphics.fillRect(x, y, right - x, bottom - y);
        graphics.setStroke(color);
        graphics.setLineWidth(1.5);
        graphics.strokeRect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
    }
}
