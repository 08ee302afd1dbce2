package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.RasterSurface;
import dev.partita.app.graph.paint.Surface.Rect;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;

/**
 * A coarse picture of a view and of what lies around it, painted while nothing moves. It shows beneath a stretched picture where
 * that leaves borders empty: whoever zooms out fast sees blurred boxes there until sharp ones are painted.
 */
final class Surroundings extends Group {

    /** Pixels of the coarse picture for each unit of the view. */
    private static final double COARSE = 0.25;
    /** Lines and outlines reach this far beyond the bounds of a scene. */
    private static final double REACH = 12;

    private Optional<Frame> painted = Optional.empty();
    private Optional<WritableImage> image = Optional.empty();
    /** What the picture shows of the world, and what it would have to show to be of use wherever one zooms out. */
    private Rect area = new Rect(0, 0, 0, 0);

    Surroundings() {
        setManaged(false);
        setMouseTransparent(true);
    }

    void clear() {
        painted = Optional.empty();
        image = Optional.empty();
        getChildren().clear();
    }

    /** Paints the view of a frame and as much again on each side of it, as far as the scene goes; nothing if that is there. */
    void paint(Frame frame, double width, double height) {
        Rect view = frame.camera().visible(width, height);
        Rect wanted = new Rect(view.x() - view.width(), view.y() - view.height(), 3 * view.width(), 3 * view.height())
                .within(frame.scene().bounds().grown(REACH));
        if (suits(frame) && painted.orElseThrow().camera().scale() == frame.camera().scale() && covers(wanted)) {
            return;
        }
        clear();
        double scale = frame.camera().scale() * COARSE;
        int columns = (int) Math.ceil(wanted.width() * scale);
        int rows = (int) Math.ceil(wanted.height() * scale);
        if (columns < 1 || rows < 1) {
            return;
        }
        area = new Rect(wanted.x(), wanted.y(), columns / scale, rows / scale);
        boolean dots = frame.detail() == Detail.DOTS
                || Detail.SHAPES.at(frame.camera().scale(), frame.scene().itemsIn(area).length) == Detail.DOTS;
        Frame coarse = new Frame(frame.scene(), new Camera(area.x(), area.y(), scale), frame.look(), dots ? Detail.DOTS : Detail.SHAPES);
        image = Optional.of(coarse.pixels(columns, rows, 1));
        painted = Optional.of(frame);
    }

    private boolean covers(Rect wanted) {
        return area.x() <= wanted.x() && area.y() <= wanted.y() && area.right() >= wanted.right() && area.bottom() >= wanted.bottom();
    }

    /** True when the picture shows the scene of a frame in its colours; marks are too fine to be missed. */
    boolean suits(Frame frame) {
        return painted.filter(before -> before.scene() == frame.scene()
                && LookChange.areas(frame.scene(), 1, before.look(), frame.look()).isPresent()).isPresent();
    }

    /** Fills gaps of a sheet that shows a frame and begins where its anchor looks, as far as they lie in the picture. */
    void fill(List<Rect> gaps, Frame frame, Camera anchor) {
        int shown = 0;
        if (!gaps.isEmpty() && suits(frame)) {
            WritableImage coarse = image.orElseThrow();
            Rect all = new Rect((area.x() - anchor.x()) * anchor.scale(), (area.y() - anchor.y()) * anchor.scale(),
                    area.width() * anchor.scale(), area.height() * anchor.scale());
            for (Rect gap : gaps) {
                // Neighbours overlap, or their borders would shine through.
                Rect part = gap.grown(1);
                if (part.meets(all)) {
                    show(part.within(all), all, coarse, shown++);
                }
            }
        }
        getChildren().remove(shown, getChildren().size());
    }

    private void show(Rect part, Rect all, WritableImage coarse, int number) {
        if (number == getChildren().size()) {
            ImageView made = new ImageView(coarse);
            // Coarse as it is, and quicker in the software pipeline.
            made.setSmooth(false);
            getChildren().add(made);
        }
        ImageView view = (ImageView) getChildren().get(number);
        double across = coarse.getWidth() / all.width();
        double down = coarse.getHeight() / all.height();
        view.setViewport(new Rectangle2D((part.x() - all.x()) * across, (part.y() - all.y()) * down, part.width() * across, part.height() * down));
        view.setX(part.x());
        view.setY(part.y());
        view.setFitWidth(part.width());
        view.setFitHeight(part.height());
    }
}
