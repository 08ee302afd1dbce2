package dev.partita.app.session;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * A value with undo and redo; every step has a name for the menu. An edit that changes nothing makes no step. An edit
 * with the same merge key as the one before replaces it, so that dragging a slider is one step.
 */
public final class History<T> {

    private static final int LIMIT = 200;

    private record Step<T>(String name, String mergeKey, T before, T after) {}

    private final ReadOnlyObjectWrapper<T> value;
    private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");
    private final Deque<Step<T>> done = new ArrayDeque<>();
    private final Deque<Step<T>> undone = new ArrayDeque<>();

    public History(T initial) {
        value = new ReadOnlyObjectWrapper<>(initial);
    }

    public T get() {
        return value.get();
    }

    public ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** Name of the step that undo would take back; empty when there is none. */
    public ReadOnlyStringProperty undoNameProperty() {
        return undoName.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty redoNameProperty() {
        return redoName.getReadOnlyProperty();
    }

    public void apply(String name, T next) {
        apply(name, "", next);
    }

    /** @param mergeKey equal keys of consecutive edits make one step; empty never merges */
    public void apply(String name, String mergeKey, T next) {
        T before = value.get();
        if (next.equals(before)) {
            return;
        }
        Step<T> last = done.peekLast();
        if (last != null && !mergeKey.isEmpty() && last.mergeKey().equals(mergeKey)) {
            done.removeLast();
            before = last.before();
        }
        if (!next.equals(before)) {
            done.addLast(new Step<>(name, mergeKey, before, next));
        }
        if (done.size() > LIMIT) {
            done.removeFirst();
        }
        undone.clear();
        move(next);
    }

    public void undo() {
        Step<T> step = done.pollLast();
        if (step != null) {
            undone.addLast(step);
            move(step.before());
        }
    }

    public void redo() {
        Step<T> step = undone.pollLast();
        if (step != null) {
            done.addLast(step);
            move(step.after());
        }
    }

    private void move(T next) {
        Step<T> undoStep = done.peekLast();
        Step<T> redoStep = undone.peekLast();
        undoName.set(undoStep == null ? "" : undoStep.name());
        redoName.set(redoStep == null ? "" : redoStep.name());
        value.set(next);
    }
}
