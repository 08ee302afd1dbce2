package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import dev.partita.app.graph.paint.Surface.Font;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;

/** What painters of boxes and groups share: where things are on the surface, texts, outlines, and stepping back. */
record Brush(Surface surface, Scene scene, Camera camera, Look look, Detail detail) {

    static final double RADIUS = 7;
    /** Texts smaller than this on the surface are left out. */
    private static final double LEAST_TEXT = 5.5;

    GraphModel model() {
        return scene.model();
    }

    Rect onSurface(Rect world) {
        return new Rect((world.x() - camera.x()) * camera.scale(), (world.y() - camera.y()) * camera.scale(),
                world.width() * camera.scale(), world.height() * camera.scale());
    }

    void pattern(Rect rect, Overlay.Pattern pattern, Shade shade) {
        if (pattern != Overlay.Pattern.HATCHED || s(1) < 0.45) {
            return;
        }
        Path path = new Path();
        double step = s(6);
        for (double offset = -rect.width(); offset < rect.height() + rect.width(); offset += step) {
            hatchLine(path, rect, offset);
        }
        surface.strokePath(path, Math.max(0.8, s(1.8)), shade.fill(), false);
    }

    /** The part inside a rectangle of the rising diagonal that meets its left side {@code offset} below the top. */
    private static void hatchLine(Path path, Rect rect, double offset) {
        double x0 = 0;
        double y0 = offset;
        double x1 = rect.width();
        double y1 = offset - rect.width();
        if (y0 > rect.height()) {
            x0 = y0 - rect.height();
            y0 = rect.height();
        }
        if (y1 < 0) {
            x1 += y1;
            y1 = 0;
        }
        if (x0 < x1) {
            path.move(rect.x() + x0, rect.y() + y0).line(rect.x() + x1, rect.y() + y1);
        }
    }

    void outline(int item, Rect rect, double round) {
        boolean selected = look.marks().selected().contains(item);
        boolean hovered = look.options().hoveredItem() == item && scene.items().get(item).kind() != Item.Kind.OPEN;
        if (hovered && !selected) {
            surface.strokeRect(rect.grown(1), radius(round) + 1, 1.5, GraphPalette.withAlpha(look.palette().accents().selection(), 0.6));
        }
        if (selected) {
            surface.strokeRect(rect.grown(2), radius(round) + 2, 2.5, look.palette().accents().selection());
        }
        if (look.marks().focus() == item && !selected) {
            surface.strokeRect(rect.grown(5), radius(round) + 5, 1.2, look.palette().ink().text());
        }
        if (!look.marks().matches().isEmpty() && scene.items().get(item).kind() != Item.Kind.OPEN && isMatch(item)) {
            surface.strokeRect(rect.grown(1.5), radius(round) + 1.5, 2, look.palette().accents().match());
        }
    }

    private boolean isMatch(int item) {
        Item at = scene.items().get(item);
        if (at.kind() == Item.Kind.BOX) {
            return look.marks().matches().contains(at.index());
        }
        return look.marks().matches().stream().anyMatch(box -> scene.itemOfBox(box) == item);
    }

    /** How far an item steps back: 1 not at all. */
    double faded(int item) {
        return look.marks().matches().isEmpty() || isMatch(item) ? 1 : 0.35;
    }

    int fade(int argb, double share) {
        return share == 1 ? argb : GraphPalette.mix(look.palette().ground().background(), argb, share);
    }

    /** Text keeps its contrast on fills of any overlay. */
    static int ink(int fill, int wanted) {
        return GraphPalette.contrast(fill, wanted) >= 4.5 ? wanted : GraphPalette.inkOn(fill);
    }

    double s(double worldLength) {
        return worldLength * camera.scale();
    }

    double radius(double world) {
        return detail == Detail.DOTS ? 0 : s(world);
    }

    boolean readable(double size) {
        return detail != Detail.DOTS && s(size) >= LEAST_TEXT;
    }

    double width(String text, Face face, double size) {
        return FontMetrics.inter().width(text, face, s(size));
    }

    void text(String text, double x, double baseline, Face face, double size, int argb) {
        if (!text.isEmpty()) {
            surface.text(text, x, baseline, new Font(face, s(size)), argb);
        }
    }
}
