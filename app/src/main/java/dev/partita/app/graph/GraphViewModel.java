package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphPart;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Look.Marks;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.compile.Plan;
import dev.partita.ir.Graph;
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
    private final ReadOnlyObjectWrapper<Optional<GraphPart>> part = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Scene>> scene = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Look>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
    private final Colours colours = new Colours(this::repaint);
    private final ObjectProperty<Look.Options> options = new SimpleObjectProperty<>(Look.Options.DEFAULT);
    /** Times are what people compare; other numbers count while they are painted. */
    private final Found found = new Found(graph::get, look::get, () -> paintedNumbers().or(colours.timesProperty()::get));
    /** The graph that {@link #whole} was made from. */
    private Optional<Graph> lowered = Optional.empty();
    private Optional<PlannedGraph> whole = Optional.empty();
    private Optional<ViewState> remembered = Optional.empty();
    private ViewState state = ViewState.closed();
    private ViewState stateOfWhole = ViewState.closed();
    private int focus = -1;

    public GraphViewModel(TaskRunner tasks) {
        this.tasks = tasks;
        found.matchesProperty().addListener((value, old, now) -> remark());
        selection.addListener((value, old, now) -> remark());
        options.addListener((value, old, now) -> look.set(look.get().map(seen -> seen.with(now))));
    }

    /** What the first graph opens with, instead of what fits. */
    public void remember(ViewState kept) {
        remembered = Optional.of(kept);
        state = kept;
    }

    /** Shows a graph. The same model keeps everything as it is and changes colours only; another of the same name keeps open groups. */
    public void show(PlannedGraph shown) {
        Optional<PlannedGraph> before = whole;
        whole = Optional.of(shown);
        if (before.isPresent() && before.get().model() == shown.model()) {
            part.set(part.get().map(some -> some.repartitioned(shown.placements())));
            graph.set(Optional.of(part.get().map(GraphPart::shown).orElse(shown)));
            repaint();
            return;
        }
        boolean another = before.isEmpty() || !before.get().model().name().equals(shown.model().name());
        ViewState next = part.get().isPresent() ? stateOfWhole : state;
        part.set(Optional.empty());
        graph.set(whole);
        found.clear();
        if (another) {
            selection.set(Selection.NONE);
            next = remembered.orElseGet(() -> firstOf(shown.model()));
            remembered = Optional.empty();
        }
        change(next);
    }

    /** Shows a plan. After an edit that left its lowered graph as it was, only colours change, and at once. */
    public void show(String name, Plan plan) {
        Graph wanted = plan.lowered().graph();
        Optional<PlannedGraph> same = whole.filter(before -> lowered.equals(Optional.of(wanted)));
        if (same.isPresent()) {
            show(same.get().repartitioned(plan));
        } else {
            tasks.submit(new BackgroundTask<>("Preparing the graph", LANE, context -> PlannedGraph.of(name, plan), made -> {
                lowered = Optional.of(wanted);
                show(made);
            }, this::failed));
        }
    }

    public ReadOnlyObjectProperty<Optional<PlannedGraph>> graphProperty() {
        return graph.getReadOnlyProperty();
    }

    /** Present while only a part of the graph shows. */
    public ReadOnlyObjectProperty<Optional<GraphPart>> partProperty() {
        return part.getReadOnlyProperty();
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

    public Colours colours() {
        return colours;
    }

    public ObjectProperty<Look.Options> optionsProperty() {
        return options;
    }

    public Found found() {
        return found;
    }

    /** What is open of the whole graph, to be remembered with the file. */
    public ViewState state() {
        return part.get().isPresent() ? stateOfWhole : state;
    }

    /** Lays the graph out anew with another state; the old scene stays until the new one is there. */
    public void change(ViewState wanted) {
        state = wanted;
        graph.get().ifPresent(shown -> tasks.submit(new BackgroundTask<>("Laying out the graph", LANE, context -> {
            Thread worker = Thread.currentThread();
            context.onCancel(worker::interrupt);
            return builder.build(shown.model(), wanted);
        }, this::arrived, this::failed)));
    }

    private void failed(Exception problem) {
        failure.set(Optional.of(String.valueOf(problem.getMessage())));
    }

    private void arrived(Scene laidOut) {
        failure.set(Optional.empty());
        focus = -1;
        state = laidOut.state();
        // The look's marks count items of one scene, so both change together and the look first loses its marks.
        look.set(look.get().map(seen -> seen.with(Marks.NONE)));
        scene.set(Optional.of(laidOut));
        repaint();
    }

    /** As much as can be read at once. */
    private ViewState firstOf(GraphModel model) {
        return ViewState.fitting(model, FIRST_ITEMS).withDirection(state.direction()).withColumns(ViewState.AS_NEEDED);
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
        model().ifPresent(model -> edit(before -> ViewState.flat(model).arrangedAs(before)));
    }

    public void collapseAll() {
        // What is left may need no columns any more.
        edit(before -> ViewState.closed().arrangedAs(before).withColumns(before.columns() == 1 ? 1 : ViewState.AS_NEEDED));
    }

    /** Wraps a long graph into columns, or lets it run on in one line. */
    public void toggleColumns() {
        edit(before -> before.withColumns(before.columns() > 1 ? 1 : ViewState.WRAPPED));
    }

    public void toggleDirection() {
        edit(before -> before.withDirection(before.direction().other()));
    }

    /** Opens the groups around a box, if needed, and selects it. */
    public void reveal(String id) {
        if (part.get().isPresent() && model().flatMap(model -> model.box(id)).isEmpty()) {
            showWhole();
        }
        model().ifPresent(model -> model.box(id).ifPresent(box -> {
            selection.set(Selection.ofBox(model.boxes().get(box).id()));
            ViewState revealed = state.revealing(model, box);
            if (!revealed.equals(state)) {
                change(revealed);
            }
        }));
    }

    /** Shows the matches, or else the selection, without all the rest; {@link #showWhole} brings that back. */
    public void showOnlyThese() {
        graph.get().ifPresent(shown -> {
            Set<Integer> boxes = found.matchesProperty().get().isEmpty() ? selection.get().boxesIn(shown.model()) : Set.copyOf(found.matchesProperty().get());
            if (!boxes.isEmpty()) {
                if (part.get().isEmpty()) {
                    stateOfWhole = state;
                }
                Set<Integer> inWhole = part.get().map(before -> before.inWhole(boxes)).orElse(boxes);
                found.clear();
                part.set(whole.map(all -> GraphPart.of(all, inWhole)));
                graph.set(part.get().map(GraphPart::shown));
                model().ifPresent(model -> change(firstOf(model)));
            }
        });
    }

    /** Ends {@link #showOnlyThese}. */
    public void showWhole() {
        if (part.get().isPresent()) {
            showWhole(stateOfWhole.withDirection(state.direction()));
        }
    }

    /** Shows the whole graph with these groups open. */
    public void showWhole(ViewState wanted) {
        if (part.get().isPresent()) {
            part.set(Optional.empty());
            graph.set(whole);
            found.clear();
        }
        change(wanted);
    }

    /** Finds all boxes that run the operation of a selected one. */
    public void findAlike() {
        found.alike(selection.get());
    }

    /** Selects what the selection leads to or comes from. */
    public void trace(boolean downstream, Trace.Reach reach) {
        graph.get().ifPresent(shown -> selection.set(Selection.of(shown.model(), Trace.from(
                shown.model(), shown.placements(), selection.get().boxesIn(shown.model()), downstream, reach))));
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

    /** The numbers behind the colours; empty when the colours are no gradient. */
    public Optional<NodeData> paintedNumbers() {
        return model().flatMap(colours.colouring()::numbers);
    }

    /** The scene as it would look in other colours; present when the scene is. */
    public Optional<Look> lookIn(GraphPalette palette) {
        return look.get().flatMap(seen -> graph.get().map(shown -> {
            Overlay painted = colours.colouring().overlay(shown, palette);
            return new Look(palette, painted, new GroupShares(shown.model(), painted), seen.marks(), seen.options());
        }));
    }

    /** After a change of what colours mean. */
    private void repaint() {
        if (graph.get().isEmpty() || scene.get().isEmpty() || scene.get().get().model() != graph.get().get().model()) {
            return;
        }
        PlannedGraph shown = graph.get().get();
        Overlay painted = colours.colouring().overlay(shown, colours.paletteProperty().get());
        look.set(Optional.of(new Look(colours.paletteProperty().get(), painted, new GroupShares(shown.model(), painted), marks(), options.get())));
    }

    private void remark() {
        look.set(look.get().map(seen -> seen.with(marks())));
    }

    private Marks marks() {
        return scene.get().map(new Standing(selection.get(), found.matchesProperty().get(), focus)::in).orElse(Marks.NONE);
    }

    /** What selecting an item selects. */
    Selection selectionOf(int item) {
        return scene.get().map(shown -> Standing.of(shown, item)).orElse(Selection.NONE);
    }
}
