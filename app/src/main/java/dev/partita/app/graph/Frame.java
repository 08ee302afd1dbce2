package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.GraphPainter;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.RasterSurface;
import dev.partita.app.graph.paint.Surface;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Everything that decides what a view shows at one moment. */
record Frame(Scene scene, Camera camera, Look look, Detail detail) {

    /** True when the other frame shows the same arrangement in as much detail, perhaps from elsewhere or marked otherwise. */
    boolean isLike(Frame other) {
        return scene == other.scene && detail == other.detail;
    }

    Frame at(Camera other) {
        return new Frame(scene, other, look, detail);
    }

    /** Paints what a surface of this size shows, with its background. */
    void paint(Surface surface, double width, double height) {
        surface.fillRect(new Rect(0, 0, width, height), 0, look.palette().ground().background());
        new GraphPainter(surface, scene, camera, look, detail).paint(width, height);
    }

    /** The same as an image of so many pixels per unit, with hard edges and without texts: for {@link Detail#DOTS}, or for a moment. */
    WritableImage pixels(double width, double height, double pixelsPerUnit) {
        RasterSurface raster = new RasterSurface((int) Math.ceil(width * pixelsPerUnit), (int) Math.ceil(height * pixelsPerUnit));
        at(new Camera(camera.x(), camera.y(), camera.scale() * pixelsPerUnit)).paint(raster, raster.width(), raster.height());
        WritableImage image = new WritableImage(raster.width(), raster.height());
        image.getPixelWriter().setPixels(0, 0, raster.width(), raster.height(), PixelFormat.getIntArgbInstance(),
                raster.pixels(), 0, raster.width());
        return image;
    }
}
