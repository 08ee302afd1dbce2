package dev.partita.app.graph;

import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a scene must be painted again when it is looked at differently. */
final class LookChange {

    /** Outlines and arrow heads reach this far beyond what they belong to, on the screen and in the world. */
    private static final double REACH = 9;

    private final Scene scene;
    private final double reach;
    private final List<Rect> areas = new ArrayList<>();

    private LookChange(Scene scene, double scale) {
        this.scene = scene;
        reach = REACH + REACH / scale;
    }

    /** Rectangles of the world that look different; empty when that may be everything. */
    static Optional<List<Rect>> areas(Scene scene, double scale, Look before, Look now) {
        if (before == now) {
            return Optional.of(List.of());
        }
        boolean marksOnly = before.palette() == now.palette() && before.overlay() == now.overlay()
                && before.marks().matches().equals(now.marks().matches())
                && before.options().shapes() == now.options().shapes()
                && before.options().thicknessByBytes() == now.options().thicknessByBytes();
        if (!marksOnly) {
            return Optional.empty();
        }
        LookChange change = new LookChange(scene, scale);
        change.items(before.marks().selected(), now.marks().selected());
        change.items(numbers(before.marks().focus()), numbers(now.marks().focus()));
        change.items(change.outlined(before), change.outlined(now));
        change.lines(before.marks().inputs(), now.marks().inputs());
        change.lines(before.marks().outputs(), now.marks().outputs());
        change.lines(numbers(before.options().hoveredLine()), numbers(now.options().hoveredLine()));
        return Optional.of(change.areas);
    }

    private static Set<Integer> numbers(int... some) {
        Set<Integer> numbers = new HashSet<>();
        for (int number : some) {
            if (number >= 0) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** Open groups get no outline from the pointer. */
    private Set<Integer> outlined(Look look) {
        int item = look.options().hoveredItem();
        return item < 0 || scene.items().get(item).kind() == Item.Kind.OPEN ? Set.of() : Set.of(item);
    }

    private static Set<Integer> inOne(Set<Integer> before, Set<Integer> now) {
        Set<Integer> changed = new HashSet<>(before);
        now.forEach(number -> {
            if (!changed.remove(number)) {
                changed.add(number);
            }
        });
        return changed;
    }

    private void items(Set<Integer> before, Set<Integer> now) {
        inOne(before, now).forEach(item -> {
            Rect rect = scene.items().get(item).rect();
            if (scene.items().get(item).kind() == Item.Kind.OPEN) {
                // Only the border: what is inside may fill the whole view.
                areas.add(new Rect(rect.x(), rect.y(), rect.width(), 0).grown(reach));
                areas.add(new Rect(rect.x(), rect.bottom(), rect.width(), 0).grown(reach));
                areas.add(new Rect(rect.x(), rect.y(), 0, rect.height()).grown(reach));
                areas.add(new Rect(rect.right(), rect.y(), 0, rect.height()).grown(reach));
            } else {
                areas.add(rect.grown(reach));
            }
        });
    }

    private void lines(Set<Integer> before, Set<Integer> now) {
        inOne(before, now).forEach(line -> {
            Route route = scene.lines().get(line).route();
            for (int p = 1; p < route.size(); p++) {
                areas.add(new Rect(route.x(p - 1), route.y(p - 1), 0, 0).union(new Rect(route.x(p), route.y(p), 0, 0)).grown(reach));
            }
        });
    }
}
