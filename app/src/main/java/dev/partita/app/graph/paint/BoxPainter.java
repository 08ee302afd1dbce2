package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.Category;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.BoxSizes;
import dev.partita.app.graph.scene.Item;

/** Paints boxes: inputs and outputs as pills, casts as tags with a pointed end, all others as cards with a stripe. */
final class BoxPainter {

    private final Brush brush;

    BoxPainter(Brush brush) {
        this.brush = brush;
    }

    void paint(int item) {
        Item at = brush.scene().items().get(item);
        Rect rect = brush.onSurface(at.rect());
        Box box = brush.model().boxes().get(at.index());
        Overlay overlay = brush.look().overlay();
        Shade shade = overlay.shade(at.index());
        double faded = brush.faded(item);
        boolean pill = box.category() == Category.INPUT || box.category() == Category.OUTPUT;
        double round = pill ? at.rect().height() / 2 : Brush.RADIUS;
        if (brush.detail() == Detail.DOTS) {
            brush.surface().fillRect(rect, 0, brush.fade(shade.strong(), faded));
            brush.outline(item, rect, round);
            return;
        }
        int line = brush.fade(shade.line(), faded);
        if (box.category() == Category.CAST) {
            Path tag = tag(rect);
            brush.surface().fillPath(tag, brush.fade(shade.fill(), faded));
            brush.surface().strokePath(tag, 1, line, false);
        } else {
            brush.surface().fillRect(rect, brush.radius(round), brush.fade(shade.fill(), faded));
        }
        if (!pill) {
            stripe(rect, overlay.legend().get(overlay.entry(at.index())), shade, faded);
        }
        if (box.category() != Category.CAST) {
            brush.surface().strokeRect(rect, brush.radius(round), 1, line);
        }
        if (brush.readable(BoxSizes.TITLE_SIZE)) {
            var ink = brush.look().palette().ink();
            boxText(rect, box, pill, brush.fade(Brush.ink(shade.fill(), ink.text()), faded), brush.fade(Brush.ink(shade.fill(), ink.muted()), faded));
        }
        brush.outline(item, rect, round);
        badge(rect, at.index(), shade);
    }

    /** A card whose right end is a point: values go in as one type and come out as another. */
    private Path tag(Rect rect) {
        double cut = Math.min(brush.s(9), rect.width() / 3);
        double r = brush.s(Brush.RADIUS);
        return new Path().move(rect.x() + r, rect.y())
                .line(rect.right() - cut, rect.y())
                .line(rect.right(), rect.y() + rect.height() / 2)
                .line(rect.right() - cut, rect.bottom())
                .line(rect.x() + r, rect.bottom())
                .curve(rect.x() + r * 0.45, rect.bottom(), rect.x(), rect.bottom() - r * 0.45, rect.x(), rect.bottom() - r)
                .line(rect.x(), rect.y() + r)
                .curve(rect.x(), rect.y() + r * 0.45, rect.x() + r * 0.45, rect.y(), rect.x() + r, rect.y())
                .close();
    }

    private void boxText(Rect rect, Box box, boolean pill, int titleInk, int detailInk) {
        boolean second = !box.label().detail().isEmpty();
        double titleWidth = brush.width(box.label().title(), Face.SEMIBOLD, BoxSizes.TITLE_SIZE);
        double left = rect.x() + brush.s(BoxSizes.LEFT);
        double centre = rect.x() + rect.width() / 2;
        brush.text(box.label().title(), pill ? centre - titleWidth / 2 : left, rect.y() + brush.s(second ? 20 : 20.5),
                Face.SEMIBOLD, BoxSizes.TITLE_SIZE, titleInk);
        if (second && brush.readable(BoxSizes.DETAIL_SIZE)) {
            double detailWidth = brush.width(box.label().detail(), Face.REGULAR, BoxSizes.DETAIL_SIZE);
            brush.text(box.label().detail(), pill ? centre - detailWidth / 2 : left, rect.y() + brush.s(35.5),
                    Face.REGULAR, BoxSizes.DETAIL_SIZE, detailInk);
        }
    }

    private void badge(Rect rect, int box, Shade shade) {
        String words = brush.look().overlay().badge(box);
        if (words.isEmpty() || !brush.readable(10)) {
            return;
        }
        double width = brush.width(words, Face.SEMIBOLD, 10) + brush.s(10);
        Rect badge = new Rect(rect.right() - width + brush.s(6), rect.y() - brush.s(8), width, brush.s(16));
        brush.surface().fillRect(badge, brush.s(8), shade.strong());
        brush.text(words, badge.x() + brush.s(5), badge.y() + brush.s(11.5), Face.SEMIBOLD, 10, GraphPalette.inkOn(shade.strong()));
    }

    /** The strip at a box's left: solid or hatched, so that it can be told apart without colour. */
    private void stripe(Rect rect, Overlay.Entry entry, Shade shade, double faded) {
        if (entry.pattern() == Overlay.Pattern.PLAIN) {
            return;
        }
        double r = brush.s(Brush.RADIUS);
        double right = rect.x() + brush.s(6);
        double lean = r - Math.sqrt(Math.max(0, r * r - (r - brush.s(6)) * (r - brush.s(6))));
        Path path = new Path();
        path.move(right, rect.y() + lean)
                .curve(rect.x() + r * 0.45, rect.y() + r * 0.1, rect.x(), rect.y() + r * 0.45, rect.x(), rect.y() + r)
                .line(rect.x(), rect.bottom() - r)
                .curve(rect.x(), rect.bottom() - r * 0.45, rect.x() + r * 0.45, rect.bottom() - r * 0.1, right, rect.bottom() - lean)
                .close();
        brush.surface().fillPath(path, brush.fade(shade.strong(), faded));
        brush.pattern(new Rect(rect.x(), rect.y() + r * 0.5, brush.s(6), rect.height() - r), entry.pattern(), shade);
    }
}
