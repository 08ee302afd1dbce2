package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.FacetOverlay;
import dev.partita.app.graph.paint.GradientOverlay;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Look.Marks;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.compile.Plan;
import dev.partita.ir.Graph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What the canvas shows and what can be done with it. A graph is laid out in the background whenever what shows of it
 * changes; colours, selection and search only change the {@link Look}. Use from the JavaFX thread.
 */
public final class GraphViewModel {

    /** As many items as a screen holds when a graph is first shown. */
    private static final int FIRST_ITEMS = 60;
    private static final String LANE = "graph layout";

    private final TaskRunner tasks;
    private final SceneBuilder builder = new SceneBuilder();
    private final ReadOnlyObjectWrapper<Optional<PlannedGraph>> graph = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Scene>> scene = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Look>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
    private final ObjectProperty<OverlayKind> overlay = new SimpleObjectProperty<>(OverlayKind.PARTITION);
    private final ObjectProperty<Optional<NodeData>> data = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<GraphPalette> palette = new SimpleObjectProperty<>(GraphPalette.LIGHT);
    private final ObjectProperty<Look.Options> options = new SimpleObjectProperty<>(Look.Options.DEFAULT);
    private final ReadOnlyObjectWrapper<List<Integer>> matches = new ReadOnlyObjectWrapper<>(List.of());
    private Optional<Graph> lowered = Optional.empty();
    private ViewState state = ViewState.closed();
    private int focus = -1;

    public GraphViewModel(TaskRunner tasks) {
        this.tasks = tasks;
        overlay.addListener((value, old, now) -> repaint());
        data.addListener((value, old, now) -> repaint());
        palette.addListener((value, old, now) -> repaint());
        selection.addListener((value, old, now) -> remark());
        options.addListener((value, old, now) -> look.set(look.get().map(seen -> seen.with(now))));
    }

    /** Shows a graph. The same model keeps everything as it is and changes colours only; another of the same name keeps open groups. */
    public void show(PlannedGraph shown) {
        Optional<PlannedGraph> before = graph.get();
        graph.set(Optional.of(shown));
        if (before.isPresent() && before.get().model() == shown.model()) {
            repaint();
            return;
        }
        boolean another = before.isEmpty() || !before.get().model().name().equals(shown.model().name());
        matches.set(List.of());
        if (another) {
            selection.set(Selection.NONE);
            change(ViewState.fitting(shown.model(), FIRST_ITEMS).withDirection(state.direction()));
        } else {
            change(state);
        }
    }

    /** Shows a plan. After an edit that left its lowered graph as it was, only colours change, and at once. */
    public void show(String name, Plan plan) {
        Optional<PlannedGraph> same = graph.get().filter(before -> lowered.equals(Optional.of(plan.lowered().graph())));
        lowered = Optional.of(plan.lowered().graph());
        if (same.isPresent()) {
            show(same.get().repartitioned(plan));
        } else {
            tasks.submit(new BackgroundTask<>("Preparing the graph", LANE, context -> PlannedGraph.of(name, plan),
                    this::show, failed -> failure.set(Optional.of(String.valueOf(failed.getMessage())))));
        }
    }

    public ReadOnlyObjectProperty<Optional<PlannedGraph>> graphProperty() {
        return graph.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Scene>> sceneProperty() {
        return scene.getReadOnlyProperty();
    }

    /** How the scene is painted; present when the scene is. */
    public ReadOnlyObjectProperty<Optional<Look>> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Why the last layout failed, if it did. */
    public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    public ObjectProperty<OverlayKind> overlayProperty() {
        return overlay;
    }

    /** Numbers for {@link OverlayKind#DATA}. */
    public ObjectProperty<Optional<NodeData>> dataProperty() {
        return data;
    }

    public ObjectProperty<GraphPalette> paletteProperty() {
        return palette;
    }

    public ObjectProperty<Look.Options> optionsProperty() {
        return options;
    }

    /** Boxes that the last search found or the legend picked, by number. */
    public ReadOnlyObjectProperty<List<Integer>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /** What is open, to be remembered with the file. */
    public ViewState state() {
        return state;
    }

    /** Lays the graph out anew with another state; the old scene stays until the new one is there. */
    public void change(ViewState wanted) {
        state = wanted;
        graph.get().ifPresent(shown -> tasks.submit(new BackgroundTask<>("Laying out the graph", LANE, context -> {
            Thread worker = Thread.currentThread();
            context.onCancel(worker::interrupt);
            return builder.build(shown.model(), wanted);
        }, this::arrived, failed -> failure.set(Optional.of(String.valueOf(failed.getMessage()))))));
    }

    private void arrived(Scene laidOut) {
        failure.set(Optional.empty());
        focus = -1;
        // The look's marks count items of one scene, so both change together and the look first loses its marks.
        look.set(look.get().map(seen -> seen.with(Marks.NONE)));
        scene.set(Optional.of(laidOut));
        repaint();
    }

    private void edit(UnaryOperator<ViewState> step) {
        change(step.apply(state));
    }

    public void toggle(int group) {
        model().ifPresent(model -> edit(before -> before.with(model, group, !before.isExpanded(model, group))));
    }

    /** Opens or closes a group with all that is inside. */
    public void toggleAllInside(int group) {
        model().ifPresent(model -> edit(before -> before.withAllInside(model, group, !before.isExpanded(model, group))));
    }

    /** Opens or closes all groups with the same content. */
    public void toggleKin(int group) {
        model().ifPresent(model -> edit(before -> before.withKin(model, group, !before.isExpanded(model, group))));
    }

    public void expandAll() {
        model().ifPresent(model -> edit(before -> ViewState.flat(model).withDirection(before.direction())));
    }

    public void collapseAll() {
        edit(before -> ViewState.closed().withDirection(before.direction()));
    }

    public void toggleDirection() {
        edit(before -> before.withDirection(before.direction().other()));
    }

    /** Opens the groups around a box, if needed, and selects it. */
    public void reveal(String id) {
        model().ifPresent(model -> model.box(id).ifPresent(box -> {
            selection.set(Selection.ofBox(model.boxes().get(box).id()));
            ViewState revealed = state.revealing(model, box);
            if (!revealed.equals(state)) {
                change(revealed);
            }
        }));
    }

    /** Searches; what does not fit steps back. An empty query ends the search. */
    public List<Integer> search(String query) {
        matches.set(graph.get()
                .map(shown -> new GraphSearch(new GraphSearch.Subject(shown.model(), shown.placements(), data.get())).find(query))
                .orElse(List.of()));
        remark();
        return matches.get();
    }

    /** Lets the boxes of some legend entries stand out; no entries ends that. */
    public void pick(Set<Integer> entries) {
        List<Integer> picked = graph.get().isEmpty() || entries.isEmpty() ? List.of()
                : java.util.stream.IntStream.range(0, graph.get().get().model().boxes().size())
                        .filter(box -> look.get().map(seen -> entries.contains(seen.overlay().entry(box))).orElse(false))
                        .boxed().toList();
        matches.set(picked);
        remark();
    }

    /** Selects what the selection leads to or comes from. */
    public void trace(boolean downstream, Trace.Reach reach) {
        graph.get().ifPresent(shown -> {
            Set<Integer> start = new LinkedHashSet<>();
            selection.get().boxes().forEach(id -> shown.model().box(id).ifPresent(start::add));
            Set<String> ids = new LinkedHashSet<>();
            for (int box : Trace.from(shown.model(), shown.placements(), start, downstream, reach)) {
                ids.add(shown.model().boxes().get(box).id());
            }
            selection.set(Selection.ofBoxes(ids));
        });
    }

    /** The item with the keyboard, or -1. */
    public int focus() {
        return focus;
    }

    public void focus(int item) {
        focus = item;
        remark();
    }

    private Optional<GraphModel> model() {
        return graph.get().map(PlannedGraph::model);
    }

    /** After a change of what colours mean. */
    private void repaint() {
        if (graph.get().isEmpty() || scene.get().isEmpty() || scene.get().get().model() != graph.get().get().model()) {
            return;
        }
        PlannedGraph shown = graph.get().get();
        Overlay painted = overlay(shown);
        look.set(Optional.of(new Look(palette.get(), painted, new GroupShares(shown.model(), painted), marks(), options.get())));
    }

    private Overlay overlay(PlannedGraph shown) {
        return switch (overlay.get()) {
            case PARTITION -> new PartitionOverlay(shown.placements(), palette.get());
            case OPERATION -> FacetOverlay.categories(shown.model(), palette.get());
            case DTYPE -> FacetOverlay.dtypes(shown.model(), palette.get());
            case WEIGHTS -> new GradientOverlay(shown.model(), weights(shown.model()), palette.get());
            case DATA -> data.get().<Overlay>map(numbers -> new GradientOverlay(shown.model(), numbers, palette.get()))
                    .orElseGet(() -> new PartitionOverlay(shown.placements(), palette.get()));
        };
    }

    private static NodeData weights(GraphModel model) {
        Map<String, Double> kilobytes = new LinkedHashMap<>();
        model.boxes().stream().filter(box -> box.facts().weightBytes() > 0)
                .forEach(box -> kilobytes.put(box.id(), box.facts().weightBytes() / 1000.0));
        return new NodeData("Weights", "kB", kilobytes);
    }

    private void remark() {
        look.set(look.get().map(seen -> seen.with(marks())));
    }

    private Marks marks() {
        if (scene.get().isEmpty()) {
            return Marks.NONE;
        }
        Scene shown = scene.get().get();
        Set<Integer> selected = new LinkedHashSet<>();
        selection.get().boxes().forEach(id -> shown.model().box(id).ifPresent(box -> selected.add(shown.itemOfBox(box))));
        selection.get().groups().forEach(path -> shown.model().group(path)
                .ifPresent(group -> shown.itemOfGroup(group).ifPresent(selected::add)));
        Set<Integer> inputs = new LinkedHashSet<>();
        Set<Integer> outputs = new LinkedHashSet<>();
        for (int item : selected) {
            for (int line : shown.linesOf(item)) {
                (shown.lines().get(line).to() == item ? inputs : outputs).add(line);
            }
        }
        return new Marks(selected, inputs, outputs, new LinkedHashSet<>(matches.get()), focus);
    }

    /** What selecting an item selects. */
    Selection selectionOf(int item) {
        return scene.get().map(shown -> {
            Item at = shown.items().get(item);
            return at.isGroup()
                    ? Selection.ofGroup(shown.model().groups().get(at.index()).path())
                    : Selection.ofBox(shown.model().boxes().get(at.index()).id());
        }).orElse(Selection.NONE);
    }
}
