package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphPart;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.compile.Plan;
import dev.partita.ir.Graph;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * Which graph the canvas shows, whole or in part, and what can be done with it. What of it is open is the
 * {@link Arrangement}'s matter, how it is painted the {@link Appearance}'s. Use from the JavaFX thread.
 */
public final class GraphViewModel {

    /** As many items as a screen holds when a graph is first shown. */
    private static final int FIRST_ITEMS = 60;
    private static final String LANE = "graph layout";

    private final TaskRunner tasks;
    private final WholeOrPart graph = new WholeOrPart();
    private final Appearance appearance = new Appearance(graph::shown, this::scene);
    private final Arrangement arrangement;
    /** The graph that the whole was made from. */
    private Optional<Graph> lowered = Optional.empty();
    private Optional<ViewState> remembered = Optional.empty();
    private ViewState stateOfWhole = ViewState.closed();

    public GraphViewModel(TaskRunner tasks) {
        this.tasks = tasks;
        arrangement = new Arrangement(tasks, LANE, graph::model, appearance);
    }

    private Optional<Scene> scene() {
        return arrangement.sceneProperty().get();
    }

    /** What the first graph opens with, instead of what fits. */
    public void remember(ViewState kept) {
        remembered = Optional.of(kept);
        arrangement.start(kept);
    }

    /** Shows a graph. The same model keeps everything as it is and changes colours only; another of the same name keeps open groups. */
    public void show(PlannedGraph shown) {
        Optional<GraphModel> before = graph.whole().map(PlannedGraph::model);
        if (before.isPresent() && before.get() == shown.model()) {
            graph.repartition(shown);
            appearance.repaint();
            return;
        }
        boolean another = before.isEmpty() || !before.get().name().equals(shown.model().name());
        ViewState next = state();
        graph.replace(shown);
        found().clear();
        if (another) {
            selectionProperty().set(Selection.NONE);
            next = remembered.orElseGet(() -> firstOf(shown.model()));
            remembered = Optional.empty();
        }
        arrangement.change(next);
    }

    /** Shows a plan. After an edit that left its lowered graph as it was, only colours change, and at once. */
    public void show(String name, Plan plan) {
        Graph wanted = plan.lowered().graph();
        Optional<PlannedGraph> same = graph.whole().filter(before -> lowered.equals(Optional.of(wanted)));
        if (same.isPresent()) {
            show(same.get().repartitioned(plan));
        } else {
            tasks.submit(new BackgroundTask<>("Preparing the graph", LANE, context -> PlannedGraph.of(name, plan), made -> {
                lowered = Optional.of(wanted);
                show(made);
            }, arrangement::failed));
        }
    }

    public ReadOnlyObjectProperty<Optional<PlannedGraph>> graphProperty() {
        return graph.shownProperty();
    }

    /** Present while only a part of the graph shows. */
    public ReadOnlyObjectProperty<Optional<GraphPart>> partProperty() {
        return graph.partProperty();
    }

    /** As much as can be read at once. */
    private ViewState firstOf(GraphModel model) {
        return ViewState.fitting(model, FIRST_ITEMS).withDirection(arrangement.state().direction()).withColumns(ViewState.AS_NEEDED);
    }

    /** Shows the matches, or else the selection, without all the rest; {@link #showWhole} brings that back. */
    public void showOnlyThese() {
        graph.model().ifPresent(shown -> {
            Set<Integer> matches = Set.copyOf(found().matchesProperty().get());
            Set<Integer> boxes = matches.isEmpty() ? selectionProperty().get().boxesIn(shown) : matches;
            if (!boxes.isEmpty()) {
                stateOfWhole = state();
                found().clear();
                graph.narrow(boxes);
                graph.model().ifPresent(model -> arrangement.change(firstOf(model)));
            }
        });
    }

    /** Ends {@link #showOnlyThese}. */
    public void showWhole() {
        if (graph.isPart()) {
            showWhole(stateOfWhole.withDirection(arrangement.state().direction()));
        }
    }

    /** Shows the whole graph with these groups open. */
    public void showWhole(ViewState wanted) {
        if (graph.isPart()) {
            graph.showWhole();
            found().clear();
        }
        arrangement.change(wanted);
    }

    /** What is open of the whole graph, to be remembered with the file. */
    public ViewState state() {
        return graph.isPart() ? stateOfWhole : arrangement.state();
    }

    /** Opens the groups around a box, if needed, and selects it. */
    public void reveal(String id) {
        if (graph.isPart() && graph.model().flatMap(model -> model.box(id)).isEmpty()) {
            showWhole();
        }
        graph.model().ifPresent(model -> model.box(id).ifPresent(box -> {
            selectionProperty().set(Selection.ofBox(model.boxes().get(box).id()));
            arrangement.reveal(model, box);
        }));
    }

    /** Finds all boxes that run the operation of a selected one. */
    public void findAlike() {
        found().alike(selectionProperty().get());
    }

    /** Selects what the selection leads to or comes from. */
    public void trace(boolean downstream, Trace.Reach reach) {
        graph.shown().ifPresent(shown -> selectionProperty().set(Selection.of(shown.model(), Trace.from(
                shown.model(), shown.placements(), selectionProperty().get().boxesIn(shown.model()), downstream, reach))));
    }

    /** What is open, and opening and closing. */
    public Arrangement arrangement() {
        return arrangement;
    }

    public ReadOnlyObjectProperty<Optional<Scene>> sceneProperty() {
        return arrangement.sceneProperty();
    }

    public void expandAll() {
        arrangement.expandAll();
    }

    public void collapseAll() {
        arrangement.collapseAll();
    }

    /** Wraps a long graph into columns, or lets it run on in one line. */
    public void toggleColumns() {
        arrangement.toggleColumns();
    }

    public void toggleDirection() {
        arrangement.toggleDirection();
    }

    /** Keyboard and pointer on items. */
    Appearance appearance() {
        return appearance;
    }

    /** How the scene is painted; present when the scene is. */
    public ReadOnlyObjectProperty<Optional<Look>> lookProperty() {
        return appearance.lookProperty();
    }

    public ObjectProperty<Selection> selectionProperty() {
        return appearance.selectionProperty();
    }

    public ObjectProperty<Look.Options> optionsProperty() {
        return appearance.optionsProperty();
    }

    public Colours colours() {
        return appearance.colours();
    }

    public Found found() {
        return appearance.found();
    }

    /** The numbers behind the colours; empty when the colours are no gradient. */
    public Optional<NodeData> paintedNumbers() {
        return appearance.paintedNumbers();
    }
}
