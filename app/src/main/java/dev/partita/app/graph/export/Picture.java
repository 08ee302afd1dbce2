package dev.partita.app.graph.export;

import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;

/**
 * What to put into a picture.
 *
 * @param area the part of the scene
 * @param scale pixels per unit of the scene; 1 is the size on screen at 100 %
 * @param legend whether the overlay's legend stands at the bottom
 */
public record Picture(Scene scene, Look look, Rect area, double scale, boolean legend) {

    static final double MARGIN = 24;

    /** Everything, at the size on screen, with the legend. */
    public static Picture whole(Scene scene, Look look) {
        return new Picture(scene, look, scene.bounds(), 1, true);
    }

    public Picture atScale(double newScale) {
        return new Picture(scene, look, area, newScale, legend);
    }

    double width() {
        double least = legend ? legendPainter().leastWidth() : 0;
        return Math.ceil(Math.max(least, area.width() * scale + 2 * MARGIN));
    }

    double height() {
        return Math.ceil(area.height() * scale + 2 * MARGIN + legendHeight());
    }

    double legendHeight() {
        return legend ? legendPainter().height(width()) : 0;
    }

    LegendPainter legendPainter() {
        return new LegendPainter(look, scene.model());
    }
}
