package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What of a graph is open and how it lies, and the scene that this gives. That is laid out in the background whenever
 * something changes; the old scene stays until the new one is there.
 */
public final class Arrangement {

    private final TaskRunner tasks;
    private final String lane;
    private final Supplier<Optional<GraphModel>> model;
    private final Listener listener;
    private final SceneBuilder builder = new SceneBuilder();
    private final ReadOnlyObjectWrapper<Optional<Scene>> scene = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private ViewState state = ViewState.closed();

    /** Hears of a new scene before and after the property has it. */
    interface Listener {
        void arriving();

        void arrived();
    }

    /** In a {@code lane} of tasks the newest replaces those before it. */
    Arrangement(TaskRunner tasks, String lane, Supplier<Optional<GraphModel>> model, Listener listener) {
        this.tasks = tasks;
        this.lane = lane;
        this.model = model;
        this.listener = listener;
    }

    public ReadOnlyObjectProperty<Optional<Scene>> sceneProperty() {
        return scene.getReadOnlyProperty();
    }

    /** Why the last layout failed, if it did. */
    public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ViewState state() {
        return state;
    }

    /** Takes a state over that nothing is laid out for yet. */
    void start(ViewState first) {
        state = first;
    }

    void change(ViewState wanted) {
        state = wanted;
        model.get().ifPresent(shown -> tasks.submit(new BackgroundTask<>("Laying out the graph", lane, context -> {
            Thread worker = Thread.currentThread();
            context.onCancel(worker::interrupt);
            return builder.build(shown, wanted);
        }, this::arrived, this::failed)));
    }

    void failed(Exception problem) {
        failure.set(Optional.of(Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString)));
    }

    private void arrived(Scene laidOut) {
        failure.set(Optional.empty());
        state = laidOut.state();
        listener.arriving();
        scene.set(Optional.of(laidOut));
        listener.arrived();
    }

    private void edit(UnaryOperator<ViewState> step) {
        change(step.apply(state));
    }

    /** Opens or closes one group. */
    public void toggle(int group) {
        model.get().ifPresent(shown -> edit(before -> before.with(shown, group, !before.isExpanded(shown, group))));
    }

    /** Opens or closes a group with all that is inside. */
    public void toggleAllInside(int group) {
        model.get().ifPresent(shown -> edit(before -> before.withAllInside(shown, group, !before.isExpanded(shown, group))));
    }

    /** Opens or closes all groups with the same content. */
    public void toggleKin(int group) {
        model.get().ifPresent(shown -> edit(before -> before.withKin(shown, group, !before.isExpanded(shown, group))));
    }

    public void expandAll() {
        model.get().ifPresent(shown -> edit(before -> ViewState.flat(shown).arrangedAs(before)));
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

    /** Opens the groups around a box, if they are closed. */
    void reveal(GraphModel shown, int box) {
        ViewState revealed = state.revealing(shown, box);
        if (!revealed.equals(state)) {
            change(revealed);
        }
    }
}
