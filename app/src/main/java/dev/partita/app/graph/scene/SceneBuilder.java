package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphModel.Child;
import dev.partita.app.graph.model.Wire;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Insets;
import dev.partita.app.layout.LayoutCache;
import dev.partita.app.layout.LayoutOptions;
import dev.partita.app.layout.NestedDrawing;
import dev.partita.app.layout.NestedGraph;
import dev.partita.app.layout.NestedLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lays out what a view state shows of a model. Meant for a worker thread: it ends with a
 * {@link java.util.concurrent.CancellationException} when that is interrupted.
 */
public final class SceneBuilder {

    private static final int REMEMBERED_LAYOUTS = 4_000;

    /** Wider gaps between layers: shapes are written along the wires. */
    private static final LayoutOptions LEFT_RIGHT = new LayoutOptions(Direction.LEFT_RIGHT, 22, 14, 78, 24);

    private final LayoutCache cache = new LayoutCache(REMEMBERED_LAYOUTS);

    public Scene build(GraphModel model, ViewState state) {
        return new Build(model, state).scene();
    }

    private record Shown(Item.Kind kind, int index, int parent, int depth) {}

    private final class Build {
        private final GraphModel model;
        private final ViewState state;
        private final NestedGraph.Builder graph = NestedGraph.builder();
        /** Entry i is item i + 1 of the nested graph, whose item 0 is the canvas. */
        private final List<Shown> shown = new ArrayList<>();
        private final int[] itemOfBox;
        private final int[] inputs;
        private final GroupSteps steps;

        Build(GraphModel model, ViewState state) {
            this.model = model;
            this.state = state;
            itemOfBox = new int[model.boxes().size()];
            inputs = new int[model.boxes().size()];
            model.wires().forEach(wire -> inputs[wire.to()]++);
            steps = new GroupSteps(model);
            graph.steps(0, steps.of(0));
        }

        Scene scene() {
            addChildren(0, 0, -1, 0);
            List<Wire> wires = new ArrayList<>();
            // A value comes from one box, so that it and the item it goes to say all of a line.
            Set<Long> joined = new HashSet<>();
            for (Wire wire : model.wires()) {
                int from = itemOfBox[wire.from()];
                int to = itemOfBox[wire.to()];
                if (from != to && joined.add((long) wire.signal() << Integer.SIZE | to)) {
                    graph.wire(from + 1, wire.signal(), to + 1);
                    wires.add(wire);
                }
            }
            LayoutOptions options = state.direction() == Direction.TOP_DOWN ? LayoutOptions.DEFAULT : LEFT_RIGHT;
            NestedGraph nested = graph.build();
            NestedLayout layout = new NestedLayout(options, Insets.DEFAULT, cache);
            int columns = new Columns(layout, nested, state.direction()).number(state.columns());
            NestedDrawing drawing = layout.arrange(nested, columns);
            List<Item> items = new ArrayList<>(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                Shown at = shown.get(i);
                Rect rect = new Rect(drawing.x(i + 1), drawing.y(i + 1), drawing.width(i + 1), drawing.height(i + 1));
                items.add(new Item(at.kind, at.index, rect, at.parent, at.depth));
            }
            List<Line> lines = new ArrayList<>(wires.size());
            for (int i = 0; i < wires.size(); i++) {
                Wire wire = wires.get(i);
                lines.add(new Line(itemOfBox[wire.from()], itemOfBox[wire.to()], wire, drawing.route(i)));
            }
            return new Scene(model, state.withColumns(columns), items, lines, itemOfBox);
        }

        private void addChildren(int group, int cluster, int parent, int depth) {
            for (Child child : model.children(group)) {
                switch (child) {
                    case Child.OfBox(int box) -> {
                        itemOfBox[box] = shown.size();
                        graph.leaf(cluster, BoxSizes.width(model.boxes().get(box), inputs[box]), BoxSizes.height(model.boxes().get(box)));
                        shown.add(new Shown(Item.Kind.BOX, box, parent, depth));
                    }
                    case Child.OfGroup(int inner) when state.isExpanded(model, inner) -> {
                        int item = shown.size();
                        int made = graph.cluster(cluster, BoxSizes.openWidth(model, inner), BoxSizes.closedHeight());
                        graph.steps(made, steps.of(inner));
                        shown.add(new Shown(Item.Kind.OPEN, inner, parent, depth));
                        addChildren(inner, made, item, depth + 1);
                    }
                    case Child.OfGroup(int inner) -> {
                        standFor(inner, shown.size());
                        graph.steps(graph.leaf(cluster, BoxSizes.closedWidth(model, inner), BoxSizes.closedHeight()), steps.of(inner));
                        shown.add(new Shown(Item.Kind.CLOSED, inner, parent, depth));
                    }
                }
            }
        }

        private void standFor(int group, int item) {
            for (Child child : model.children(group)) {
                switch (child) {
                    case Child.OfBox(int box) -> itemOfBox[box] = item;
                    case Child.OfGroup(int inner) -> standFor(inner, item);
                }
            }
        }
    }
}
