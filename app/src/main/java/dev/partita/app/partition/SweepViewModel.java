package dev.partita.app.partition;

import dev.partita.app.session.Counts;
import dev.partita.app.session.Document;
import dev.partita.compile.Plan;
import dev.partita.app.session.Planning;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskContext;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What each min_block_size would give: engines and ops in TensorRT, by partitioning with every size. */
public final class SweepViewModel {

    private static final int LARGEST = 30;

    /** The partition that one min_block_size gives. */
    record Point(long minBlockSize, int engines, int trtOps, int allOps) {}

    private final Document document;
    private final Planning planning;
    private final TaskRunner tasks;
    private final ReadOnlyObjectWrapper<List<Point>> points = new ReadOnlyObjectWrapper<>(List.of());

    public SweepViewModel(Document document, Planning planning, TaskRunner tasks) {
        this.document = document;
        this.planning = planning;
        this.tasks = tasks;
        document.planProperty().subscribe(plan -> compute(plan));
    }

    ReadOnlyObjectProperty<List<Point>> pointsProperty() {
        return points.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CompilationSettings> settingsProperty() {
        return document.settings().valueProperty();
    }

    long current() {
        return settingsProperty().get().get(CoreSettings.MIN_BLOCK_SIZE);
    }

    void choose(long minBlockSize) {
        document.edit(
                Texts.of("step.set", CoreSettings.MIN_BLOCK_SIZE.name(), minBlockSize),
                settingsProperty().get().with(CoreSettings.MIN_BLOCK_SIZE, minBlockSize));
    }

    private void compute(Plan plan) {
        tasks.submit(new BackgroundTask<>(
                Texts.of("task.sweep"), "sweep", context -> sweep(plan, context), points::set, problem -> points.set(List.of())));
    }

    private List<Point> sweep(Plan plan, TaskContext context) throws Exception {
        List<Point> found = new ArrayList<>();
        for (long size = 1; size <= LARGEST; size++) {
            context.throwIfCancelled();
            Plan tried = planning.replan(
                    plan, plan.settings().with(CoreSettings.MIN_BLOCK_SIZE, size), context);
            found.add(new Point(size, tried.partitioning().engines().size(), Counts.trtOps(tried), Counts.allOps(tried)));
        }
        return found;
    }
}
