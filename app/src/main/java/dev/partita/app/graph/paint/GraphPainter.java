package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.Category;
import dev.partita.app.graph.model.Group;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import dev.partita.app.graph.paint.Surface.Font;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.BoxSizes;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;

/** Paints what a camera sees of a scene: open groups, then wires, then boxes, then what the user points at. */
public final class GraphPainter {

    private static final double RADIUS = 7;
    private static final double GROUP_RADIUS = 10;
    /** Texts smaller than this on the surface are left out. */
    private static final double LEAST_TEXT = 5.5;

    private final Surface surface;
    private final Scene scene;
    private final Camera camera;
    private final Look look;
    private final Detail detail;
    private final GraphModel model;
    private final Path path = new Path();

    public GraphPainter(Surface surface, Scene scene, Camera camera, Look look, Detail detail) {
        this.surface = surface;
        this.scene = scene;
        this.camera = camera;
        this.look = look;
        this.detail = detail;
        model = scene.model();
    }

    /** Paints the part of the scene that shows on a surface of this size; the background is not painted. */
    public void paint(double width, double height) {
        Rect visible = camera.visible(width, height).grown(40);
        int[] items = scene.itemsIn(visible);
        for (int item : items) {
            if (scene.items().get(item).kind() == Item.Kind.OPEN) {
                openGroup(item);
            }
        }
        new WirePainter(surface, scene, camera, look, detail).paint(visible);
        for (int item : items) {
            switch (scene.items().get(item).kind()) {
                case BOX -> box(item);
                case CLOSED -> closedGroup(item);
                case OPEN -> openHeader(item);
            }
        }
    }

    private Rect onSurface(Rect world) {
        return new Rect((world.x() - camera.x()) * camera.scale(), (world.y() - camera.y()) * camera.scale(),
                world.width() * camera.scale(), world.height() * camera.scale());
    }

    private void openGroup(int item) {
        Item at = scene.items().get(item);
        Rect rect = onSurface(at.rect());
        var groups = look.palette().ground().groups();
        surface.fillRect(rect, radius(GROUP_RADIUS), groups.get(at.depth() % groups.size()));
        if (detail != Detail.DOTS) {
            surface.strokeRect(rect, radius(GROUP_RADIUS), 1, look.palette().ground().groupLine());
        }
        outline(item, rect, GROUP_RADIUS);
    }

    private void openHeader(int item) {
        Item at = scene.items().get(item);
        Rect rect = onSurface(at.rect());
        Group group = model.groups().get(at.index());
        double baseline = rect.y() + s(21);
        double x = rect.x() + s(12);
        if (!readable(BoxSizes.TITLE_SIZE)) {
            return;
        }
        chevron(x + s(4), baseline - s(4.5), true);
        x += s(BoxSizes.CHEVRON);
        int ground = look.palette().ground().groups().get(at.depth() % look.palette().ground().groups().size());
        double titleWidth = width(group.name().label(), Face.SEMIBOLD, BoxSizes.TITLE_SIZE);
        double typeWidth = group.name().type().isEmpty() ? 0 : s(8) + width(group.name().type(), Face.REGULAR, BoxSizes.DETAIL_SIZE);
        surface.fillRect(new Rect(x - s(3), rect.y() + s(8), titleWidth + typeWidth + s(6), s(18)), s(3), ground);
        text(group.name().label(), x, baseline, Face.SEMIBOLD, BoxSizes.TITLE_SIZE, look.palette().ink().text());
        x += titleWidth + s(8);
        text(group.name().type(), x, baseline, Face.REGULAR, BoxSizes.DETAIL_SIZE, look.palette().ink().muted());
        if (model.repeats(at.index()) > 1) {
            x += typeWidth + (typeWidth == 0 ? 0 : s(2));
            repeatBadge(at.index(), x + badgeWidth(at.index()), rect.y() + s(9));
        }
    }

    private void closedGroup(int item) {
        Item at = scene.items().get(item);
        Rect rect = onSurface(at.rect());
        int group = at.index();
        int largest = look.shares().largest(group);
        Shade shade = groupShade(group, largest);
        double faded = faded(item);
        if (detail != Detail.DOTS) {
            // A second card looks out from behind: there is more inside.
            Rect behind = new Rect(rect.x() + s(4), rect.y() + s(4), rect.width(), rect.height());
            surface.fillRect(behind, radius(RADIUS), fade(shade.fill(), faded));
            surface.strokeRect(behind, radius(RADIUS), 1, fade(shade.line(), faded));
        }
        surface.fillRect(rect, radius(RADIUS), fade(shade.fill(), faded));
        if (detail == Detail.DOTS) {
            outline(item, rect, RADIUS);
            return;
        }
        surface.strokeRect(rect, radius(RADIUS), 1, fade(shade.line(), faded));
        shareBar(group, rect, faded);
        if (readable(BoxSizes.TITLE_SIZE)) {
            double x = rect.x() + s(14);
            chevron(x, rect.y() + s(17), false);
            x += s(12);
            Group named = model.groups().get(group);
            text(named.name().label(), x, rect.y() + s(21.5), Face.SEMIBOLD, BoxSizes.TITLE_SIZE, fade(look.palette().ink().text(), faded));
            if (model.repeats(group) > 1) {
                repeatBadge(group, rect.right() - s(9), rect.y() + s(9));
            }
            if (readable(BoxSizes.DETAIL_SIZE)) {
                text(BoxSizes.subtitle(model, group), x, rect.y() + s(37.5), Face.REGULAR, BoxSizes.DETAIL_SIZE,
                        fade(look.palette().ink().muted(), faded));
            }
        }
        outline(item, rect, RADIUS);
    }

    /** A group takes the colours of its largest share, paler when it is mixed. */
    private Shade groupShade(int group, int largest) {
        Shade shade = look.overlay().legend().get(largest).shade();
        double share = look.shares().share(group, largest);
        int plain = look.palette().ground().box();
        return share > 0.995 ? shade : new Shade(GraphPalette.mix(plain, shade.fill(), 0.55), shade.line(), shade.strong());
    }

    /** A bar at the bottom of a closed group: how its boxes divide among the legend's entries. */
    private void shareBar(int group, Rect rect, double faded) {
        double left = rect.x() + s(12);
        double width = rect.width() - s(24);
        double top = rect.bottom() - s(11);
        double height = Math.max(1, s(4));
        double x = left;
        for (int entry = 0; entry < look.overlay().legend().size(); entry++) {
            double part = look.shares().share(group, entry) * width;
            if (part > 0) {
                Rect bar = new Rect(x, top, part, height);
                surface.fillRect(bar, height / 2, fade(look.overlay().legend().get(entry).shade().strong(), faded));
                pattern(bar, look.overlay().legend().get(entry).pattern(), look.overlay().legend().get(entry).shade());
                x += part;
            }
        }
    }

    private void repeatBadge(int group, double right, double top) {
        String words = "×" + model.repeats(group);
        double width = badgeWidth(group);
        Rect badge = new Rect(right - width, top, width, s(15));
        surface.fillRect(badge, s(7.5), GraphPalette.withAlpha(look.palette().ink().muted(), 0.16));
        text(words, badge.x() + s(5), top + s(11), Face.SEMIBOLD, 10, look.palette().ink().muted());
    }

    private double badgeWidth(int group) {
        return width("×" + model.repeats(group), Face.SEMIBOLD, 10) + s(10);
    }

    private void chevron(double x, double y, boolean open) {
        path.clear();
        if (open) {
            path.move(x - s(4), y - s(2)).line(x, y + s(2)).line(x + s(4), y - s(2));
        } else {
            path.move(x - s(2), y - s(4)).line(x + s(2), y).line(x - s(2), y + s(4));
        }
        surface.strokePath(path, Math.max(1, s(1.5)), look.palette().ink().muted(), false);
    }

    private void box(int item) {
        Item at = scene.items().get(item);
        Rect rect = onSurface(at.rect());
        Box box = model.boxes().get(at.index());
        Shade shade = look.overlay().shade(at.index());
        double faded = faded(item);
        boolean pill = box.category() == Category.INPUT || box.category() == Category.OUTPUT;
        double round = pill ? at.rect().height() / 2 : RADIUS;
        surface.fillRect(rect, radius(round), fade(detail == Detail.DOTS ? shade.strong() : shade.fill(), faded));
        if (detail == Detail.DOTS) {
            outline(item, rect, round);
            return;
        }
        if (!pill) {
            stripe(rect, look.overlay().legend().get(look.overlay().entry(at.index())), shade, faded);
        }
        surface.strokeRect(rect, radius(round), 1, fade(shade.line(), faded));
        if (readable(BoxSizes.TITLE_SIZE)) {
            boxText(rect, box, pill, fade(ink(shade, look.palette().ink().text()), faded), fade(ink(shade, look.palette().ink().muted()), faded));
            badge(rect, at.index(), shade);
        }
        outline(item, rect, round);
    }

    private void boxText(Rect rect, Box box, boolean pill, int titleInk, int detailInk) {
        boolean second = !box.label().detail().isEmpty();
        double titleWidth = width(box.label().title(), Face.SEMIBOLD, BoxSizes.TITLE_SIZE);
        double left = rect.x() + s(BoxSizes.LEFT);
        double centre = rect.x() + rect.width() / 2;
        text(box.label().title(), pill ? centre - titleWidth / 2 : left, rect.y() + s(second ? 20 : 20.5),
                Face.SEMIBOLD, BoxSizes.TITLE_SIZE, titleInk);
        if (second && readable(BoxSizes.DETAIL_SIZE)) {
            double detailWidth = width(box.label().detail(), Face.REGULAR, BoxSizes.DETAIL_SIZE);
            text(box.label().detail(), pill ? centre - detailWidth / 2 : left, rect.y() + s(35.5),
                    Face.REGULAR, BoxSizes.DETAIL_SIZE, detailInk);
        }
    }

    /** Text keeps its contrast on fills of any overlay. */
    private int ink(Shade shade, int wanted) {
        return GraphPalette.contrast(shade.fill(), wanted) >= 4.5 ? wanted : GraphPalette.inkOn(shade.fill());
    }

    private void badge(Rect rect, int box, Shade shade) {
        String words = look.overlay().badge(box);
        if (words.isEmpty() || !readable(10)) {
            return;
        }
        double width = width(words, Face.SEMIBOLD, 10) + s(10);
        Rect badge = new Rect(rect.right() - width + s(6), rect.y() - s(8), width, s(16));
        surface.fillRect(badge, s(8), shade.strong());
        text(words, badge.x() + s(5), badge.y() + s(11.5), Face.SEMIBOLD, 10, GraphPalette.inkOn(shade.strong()));
    }

    /** The strip at a box's left: solid or hatched, so that it can be told apart without colour. */
    private void stripe(Rect rect, Overlay.Entry entry, Shade shade, double faded) {
        if (entry.pattern() == Overlay.Pattern.PLAIN) {
            return;
        }
        double r = s(RADIUS);
        double right = rect.x() + s(6);
        double lean = r - Math.sqrt(Math.max(0, r * r - (r - s(6)) * (r - s(6))));
        path.clear();
        path.move(right, rect.y() + lean)
                .curve(rect.x() + r * 0.45, rect.y() + r * 0.1, rect.x(), rect.y() + r * 0.45, rect.x(), rect.y() + r)
                .line(rect.x(), rect.bottom() - r)
                .curve(rect.x(), rect.bottom() - r * 0.45, rect.x() + r * 0.45, rect.bottom() - r * 0.1, right, rect.bottom() - lean)
                .close();
        surface.fillPath(path, fade(shade.strong(), faded));
        pattern(new Rect(rect.x(), rect.y() + r * 0.5, s(6), rect.height() - r), entry.pattern(), shade);
    }

    private void pattern(Rect rect, Overlay.Pattern pattern, Shade shade) {
        if (pattern != Overlay.Pattern.HATCHED || s(1) < 0.45) {
            return;
        }
        path.clear();
        double step = s(6);
        for (double offset = -rect.width(); offset < rect.height() + rect.width(); offset += step) {
            hatchLine(rect, offset);
        }
        surface.strokePath(path, Math.max(0.8, s(1.8)), shade.fill(), false);
    }

    /** The part inside a rectangle of the rising diagonal that meets its left side {@code offset} below the top. */
    private void hatchLine(Rect rect, double offset) {
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

    private void outline(int item, Rect rect, double round) {
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
    private double faded(int item) {
        return look.marks().matches().isEmpty() || isMatch(item) ? 1 : 0.35;
    }

    private int fade(int argb, double share) {
        return share == 1 ? argb : GraphPalette.mix(look.palette().ground().background(), argb, share);
    }

    private double s(double worldLength) {
        return worldLength * camera.scale();
    }

    private double radius(double world) {
        return detail == Detail.DOTS ? 0 : s(world);
    }

    private boolean readable(double size) {
        return detail != Detail.DOTS && s(size) >= LEAST_TEXT;
    }

    private double width(String text, Face face, double size) {
        return FontMetrics.inter().width(text, face, s(size));
    }

    private void text(String text, double x, double baseline, Face face, double size, int argb) {
        if (!text.isEmpty()) {
            surface.text(text, x, baseline, new Font(face, s(size)), argb);
        }
    }
}
