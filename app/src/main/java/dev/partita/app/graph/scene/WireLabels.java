package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.Category;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Face;
import dev.partita.app.graph.paint.FontMetrics;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the shapes beside wires stand: near where a wire begins, each value once, and never on top of each other. Decided
 * for the whole scene at once, so that a shape stays where it is whatever part of the scene is painted.
 */
public final class WireLabels {

    /** Font size in the world. */
    public static final double SIZE = 10;

    /**
     * @param halo what the words cover
     * @param x left end of the words
     * @param baseline where their letters stand
     */
    public record Label(int line, String words, Rect halo, double x, double baseline) {}

    private static final double BUCKET = 160;

    private final List<Label> labels = new ArrayList<>();
    private final Map<Long, List<Rect>> taken = new HashMap<>();
    private final Grid grid;

    WireLabels(GraphModel model, Direction direction, List<Item> items, List<Line> lines) {
        Set<Long> values = new HashSet<>();
        for (int line = 0; line < lines.size(); line++) {
            Line at = lines.get(line);
            if (values.add((long) at.from() << 32 | at.wire().signal())) {
                place(line, at, words(model, items, at), items.get(at.from()).kind(), direction);
            }
        }
        taken.clear();
        Grid.Builder cells = new Grid.Builder(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            Rect halo = labels.get(i).halo;
            cells.add(i, halo.x(), halo.y(), halo.right(), halo.bottom());
        }
        grid = cells.build();
    }

    /** Those that may meet a rectangle, in the order of their lines. */
    public List<Label> in(Rect visible) {
        List<Label> found = new ArrayList<>();
        for (int label : grid.query(visible)) {
            found.add(labels.get(label));
        }
        return found;
    }

    /** The shape, and behind a cast the element type that it has made. */
    private static String words(GraphModel model, List<Item> items, Line line) {
        boolean cast = items.get(line.from()).kind() == Item.Kind.BOX
                && model.boxes().get(line.wire().from()).category() == Category.CAST;
        return cast ? line.wire().payload().words() : line.wire().payload().shape();
    }

    private void place(int line, Line at, String words, Item.Kind from, Direction direction) {
        Route route = at.route();
        if (words.isEmpty() || route.size() < 2) {
            return;
        }
        double width = FontMetrics.inter().width(words, Face.REGULAR, SIZE);
        boolean topDown = direction == Direction.TOP_DOWN;
        // The second card of a closed group reaches below its border.
        int below = from == Item.Kind.CLOSED ? 17 : 13;
        double x = route.x(0) + (topDown ? 5 : 6);
        double baseline = route.y(0) + (topDown ? below : -4);
        // Where several values leave side by side there may be room to the left of the wire.
        double shift = width + (topDown ? 10 : 12);
        if (!placed(line, words, x, baseline, width)) {
            placed(line, words, x - shift, baseline, width);
        }
    }

    private boolean placed(int line, String words, double x, double baseline, double width) {
        Rect halo = new Rect(x - 1, baseline - SIZE * 0.86, width + 2, SIZE * 1.08);
        List<List<Rect>> around = buckets(halo);
        if (around.stream().anyMatch(bucket -> bucket.stream().anyMatch(halo::meets))) {
            return false;
        }
        around.forEach(bucket -> bucket.add(halo));
        labels.add(new Label(line, words, halo, x, baseline));
        return true;
    }

    private List<List<Rect>> buckets(Rect halo) {
        List<List<Rect>> found = new ArrayList<>(4);
        for (long column = bucket(halo.x()); column <= bucket(halo.right()); column++) {
            for (long row = bucket(halo.y()); row <= bucket(halo.bottom()); row++) {
                found.add(taken.computeIfAbsent(column << 32 ^ row & 0xFFFFFFFFL, missing -> new ArrayList<>(2)));
            }
        }
        return found;
    }

    private static long bucket(double at) {
        return (long) Math.floor(at / BUCKET);
    }
}
