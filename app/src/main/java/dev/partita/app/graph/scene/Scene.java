package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Route;
import java.util.List;
import java.util.OptionalInt;

/** A laid-out model. Items are in painting order: open groups before what is inside them. */
public final class Scene {

    private final GraphModel model;
    private final ViewState state;
    private final List<Item> items;
    private final List<Line> lines;
    private final Rect bounds;
    private final Grid itemGrid;
    private final Grid lineGrid;
    private final WireLabels labels;
    /** The item that stands for each box: itself or the closed group around it. */
    private final int[] itemOfBox;
    private final List<int[]> linesOfItem;

    Scene(GraphModel model, ViewState state, List<Item> items, List<Line> lines, int[] itemOfBox) {
        this.model = model;
        this.state = state;
        this.items = List.copyOf(items);
        this.lines = List.copyOf(lines);
        this.itemOfBox = itemOfBox;
        Rect all = items.isEmpty() ? new Rect(0, 0, 1, 1) : items.getFirst().rect();
        Grid.Builder itemCells = new Grid.Builder(items.size());
        for (int i = 0; i < items.size(); i++) {
            Rect rect = items.get(i).rect();
            all = all.union(rect);
            itemCells.add(i, rect.x(), rect.y(), rect.right(), rect.bottom());
        }
        Grid.Builder lineCells = new Grid.Builder(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Route route = lines.get(i).route();
            for (int p = 1; p < route.size(); p++) {
                lineCells.add(i, route.x(p - 1), route.y(p - 1), route.x(p), route.y(p));
                all = all.union(new Rect(route.x(p), route.y(p), 0, 0));
            }
        }
        bounds = all;
        itemGrid = itemCells.build();
        lineGrid = lineCells.build();
        labels = new WireLabels(model, state.direction(), this.items, this.lines);
        linesOfItem = incident();
    }

    /** The same graph with its items elsewhere and without lines: a picture on the way to this one. */
    public Scene rearranged(List<Item> places) {
        return new Scene(model, state, places, List.of(), itemOfBox);
    }

    private List<int[]> incident() {
        int[] count = new int[items.size()];
        for (Line line : lines) {
            count[line.from()]++;
            count[line.to()]++;
        }
        int[][] incident = new int[items.size()][];
        for (int i = 0; i < incident.length; i++) {
            incident[i] = new int[count[i]];
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            incident[lines.get(i).from()][--count[lines.get(i).from()]] = i;
            incident[lines.get(i).to()][--count[lines.get(i).to()]] = i;
        }
        return List.of(incident);
    }

    public GraphModel model() {
        return model;
    }

    public ViewState state() {
        return state;
    }

    public Direction direction() {
        return state.direction();
    }

    public List<Item> items() {
        return items;
    }

    public List<Line> lines() {
        return lines;
    }

    public Rect bounds() {
        return bounds;
    }

    /** Numbers of the items that may meet a rectangle, ascending. */
    public int[] itemsIn(Rect rect) {
        return itemGrid.query(rect);
    }

    /** Numbers of the lines that may meet a rectangle, ascending. */
    public int[] linesIn(Rect rect) {
        return lineGrid.query(rect);
    }

    /** The shapes beside wires. */
    public WireLabels labels() {
        return labels;
    }

    /** Lines that begin or end at an item. */
    public int[] linesOf(int item) {
        return linesOfItem.get(item).clone();
    }

    /** The innermost item at a point. */
    public OptionalInt itemAt(double x, double y) {
        int[] candidates = itemsIn(new Rect(x, y, 0, 0));
        for (int i = candidates.length - 1; i >= 0; i--) {
            if (items.get(candidates[i]).rect().contains(x, y)) {
                return OptionalInt.of(candidates[i]);
            }
        }
        return OptionalInt.empty();
    }

    /** The line nearest to a point, not farther than {@code reach}. */
    public OptionalInt lineAt(double x, double y, double reach) {
        double nearest = reach;
        int found = -1;
        for (int line : linesIn(new Rect(x - reach, y - reach, 2 * reach, 2 * reach))) {
            double distance = Curves.distance(lines.get(line).route(), direction(), x, y);
            if (distance < nearest) {
                nearest = distance;
                found = line;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The item that shows a box: its own or that of the closed group around it. */
    public int itemOfBox(int box) {
        return itemOfBox[box];
    }

    /** The item of a group that shows, open or closed. */
    public OptionalInt itemOfGroup(int group) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isGroup() && items.get(i).index() == group) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The boxes that an item stands for. */
    public int[] boxesOf(int item) {
        Item at = items.get(item);
        if (!at.isGroup()) {
            return new int[] {at.index()};
        }
        return java.util.stream.IntStream.range(0, model.boxes().size())
                .filter(box -> model.isWithin(model.boxes().get(box).group(), at.index()))
                .toArray();
    }
}
