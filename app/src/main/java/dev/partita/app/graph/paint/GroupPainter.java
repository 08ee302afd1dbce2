package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Group;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.BoxSizes;
import dev.partita.app.graph.scene.Item;

/** Paints groups: open ones as a frame with a title, closed ones as a card with the shares of what is inside. */
final class GroupPainter {

    private static final double GROUP_RADIUS = 10;

    private final Brush brush;

    GroupPainter(Brush brush) {
        this.brush = brush;
    }

    void open(int item) {
        Item at = brush.scene().items().get(item);
        Rect rect = brush.onSurface(at.rect());
        var groups = brush.look().palette().ground().groups();
        brush.surface().fillRect(rect, brush.radius(GROUP_RADIUS), groups.get(at.depth() % groups.size()));
        if (brush.detail() != Detail.DOTS) {
            brush.surface().strokeRect(rect, brush.radius(GROUP_RADIUS), 1, brush.look().palette().ground().groupLine());
        }
        brush.outline(item, rect, GROUP_RADIUS);
    }

    void header(int item) {
        Item at = brush.scene().items().get(item);
        Rect rect = brush.onSurface(at.rect());
        Group group = brush.model().groups().get(at.index());
        double baseline = rect.y() + brush.s(21);
        double x = rect.x() + brush.s(12);
        if (!brush.readable(BoxSizes.TITLE_SIZE)) {
            return;
        }
        chevron(x + brush.s(4), baseline - brush.s(4.5), true);
        x += brush.s(BoxSizes.CHEVRON);
        int ground = brush.look().palette().ground().groups().get(at.depth() % brush.look().palette().ground().groups().size());
        double titleWidth = brush.width(group.name().label(), Face.SEMIBOLD, BoxSizes.TITLE_SIZE);
        double typeWidth = group.name().type().isEmpty() ? 0 : brush.s(8) + brush.width(group.name().type(), Face.REGULAR, BoxSizes.DETAIL_SIZE);
        brush.surface().fillRect(new Rect(x - brush.s(3), rect.y() + brush.s(8), titleWidth + typeWidth + brush.s(6), brush.s(18)), brush.s(3), ground);
        brush.text(group.name().label(), x, baseline, Face.SEMIBOLD, BoxSizes.TITLE_SIZE, brush.look().palette().ink().text());
        x += titleWidth + brush.s(8);
        brush.text(group.name().type(), x, baseline, Face.REGULAR, BoxSizes.DETAIL_SIZE, brush.look().palette().ink().muted());
        if (brush.model().repeats(at.index()) > 1) {
            x += typeWidth + (typeWidth == 0 ? 0 : brush.s(2));
            repeatBadge(at.index(), x + badgeWidth(at.index()), rect.y() + brush.s(9), ground);
        }
    }

    void closed(int item) {
        Item at = brush.scene().items().get(item);
        Rect rect = brush.onSurface(at.rect());
        int group = at.index();
        int largest = brush.look().shares().largest(group);
        Shade shade = groupShade(group, largest);
        double faded = brush.faded(item);
        if (brush.detail() != Detail.DOTS) {
            // A second card looks out from behind: there is more inside.
            Rect behind = new Rect(rect.x() + brush.s(4), rect.y() + brush.s(4), rect.width(), rect.height());
            brush.surface().fillRect(behind, brush.radius(Brush.RADIUS), brush.fade(shade.fill(), faded));
            brush.surface().strokeRect(behind, brush.radius(Brush.RADIUS), 1, brush.fade(shade.line(), faded));
        }
        int fill = brush.detail() == Detail.DOTS ? dot(group, largest) : shade.fill();
        brush.surface().fillRect(rect, brush.radius(Brush.RADIUS), brush.fade(fill, faded));
        if (brush.detail() == Detail.DOTS) {
            brush.outline(item, rect, Brush.RADIUS);
            return;
        }
        brush.surface().strokeRect(rect, brush.radius(Brush.RADIUS), 1, brush.fade(shade.line(), faded));
        shareBar(group, rect, faded);
        if (brush.readable(BoxSizes.TITLE_SIZE)) {
            double x = rect.x() + brush.s(14);
            chevron(x, rect.y() + brush.s(17), false);
            x += brush.s(12);
            Group named = brush.model().groups().get(group);
            brush.text(named.name().label(), x, rect.y() + brush.s(21.5), Face.SEMIBOLD, BoxSizes.TITLE_SIZE, brush.fade(Brush.ink(fill, brush.look().palette().ink().text()), faded));
            if (brush.model().repeats(group) > 1) {
                repeatBadge(group, rect.right() - brush.s(9), rect.y() + brush.s(9), brush.fade(fill, faded));
            }
            if (brush.readable(BoxSizes.DETAIL_SIZE)) {
                brush.text(BoxSizes.subtitle(brush.model(), group), x, rect.y() + brush.s(37.5), Face.REGULAR, BoxSizes.DETAIL_SIZE,
                        brush.fade(Brush.ink(fill, brush.look().palette().ink().muted()), faded));
            }
        }
        brush.outline(item, rect, Brush.RADIUS);
    }

    /** A group takes the colours of its largest share, paler when it is mixed. */
    private Shade groupShade(int group, int largest) {
        Shade shade = brush.look().overlay().legend().get(largest).shade();
        double share = brush.look().shares().share(group, largest);
        int plain = brush.look().palette().ground().box();
        return share > 0.995 ? shade : new Shade(GraphPalette.mix(plain, shade.fill(), 0.55), shade.line(), shade.strong());
    }

    /** From afar a group is a rectangle in the strong colour of its largest share. */
    private int dot(int group, int largest) {
        int strong = brush.look().overlay().legend().get(largest).shade().strong();
        return GraphPalette.mix(brush.look().palette().ground().box(), strong, 0.45 + 0.4 * brush.look().shares().share(group, largest));
    }

    /** A bar at the bottom of a closed group: how its boxes divide among the legend's entries. */
    private void shareBar(int group, Rect rect, double faded) {
        double left = rect.x() + brush.s(12);
        double width = rect.width() - brush.s(24);
        double top = rect.bottom() - brush.s(11);
        double height = Math.max(1, brush.s(4));
        double x = left;
        for (int entry = 0; entry < brush.look().overlay().legend().size(); entry++) {
            double part = brush.look().shares().share(group, entry) * width;
            if (part > 0) {
                Rect bar = new Rect(x, top, part, height);
                brush.surface().fillRect(bar, height / 2, brush.fade(brush.look().overlay().legend().get(entry).shade().strong(), faded));
                brush.pattern(bar, brush.look().overlay().legend().get(entry).pattern(), brush.look().overlay().legend().get(entry).shade());
                x += part;
            }
        }
    }

    private void repeatBadge(int group, double right, double top, int ground) {
        String words = "×" + brush.model().repeats(group);
        double width = badgeWidth(group);
        Rect badge = new Rect(right - width, top, width, brush.s(15));
        int muted = brush.look().palette().ink().muted();
        brush.surface().fillRect(badge, brush.s(7.5), GraphPalette.withAlpha(muted, 0.12));
        brush.text(words, badge.x() + brush.s(5), top + brush.s(11), Face.SEMIBOLD, 10, Brush.ink(GraphPalette.mix(ground, muted, 0.12), muted));
    }

    private double badgeWidth(int group) {
        return brush.width("×" + brush.model().repeats(group), Face.SEMIBOLD, 10) + brush.s(10);
    }

    private void chevron(double x, double y, boolean open) {
        Path path = new Path();
        if (open) {
            path.move(x - brush.s(4), y - brush.s(2)).line(x, y + brush.s(2)).line(x + brush.s(4), y - brush.s(2));
        } else {
            path.move(x - brush.s(2), y - brush.s(4)).line(x + brush.s(2), y).line(x - brush.s(2), y + brush.s(4));
        }
        brush.surface().strokePath(path, Math.max(1, brush.s(1.5)), brush.look().palette().ink().muted(), false);
    }
}
