package dev.partita.app.session;

import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.RunningTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.compile.Plan;
import dev.partita.settings.ShapeRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;

/** Builds and profiles a document's plan and keeps what came of it. JavaFX thread only. */
public final class Run {

    private final Document document;
    private final TaskRunner tasks;
    private final Workshop workshop;
    private final ReadOnlyObjectWrapper<Optional<RunningTask>> active = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BuildOutcome.Built>> built =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProfileOutcome.Measured>> measured =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<ShapeRange.Corner> corner = new SimpleObjectProperty<>(ShapeRange.Corner.OPT);
    private final ReadOnlyObjectWrapper<Optional<AccuracyOutcome.Compared>> compared =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final EventFeed feed;

    Run(Document document, TaskRunner tasks, Workshop workshop) {
        this.document = document;
        this.tasks = tasks;
        this.workshop = workshop;
        this.feed = new EventFeed(tasks::front);
    }

    /** The build or profile run that is going on. */
    public ReadOnlyObjectProperty<Optional<RunningTask>> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The newest finished build; it may belong to an older plan. */
    public ReadOnlyObjectProperty<Optional<BuildOutcome.Built>> builtProperty() {
        return built.getReadOnlyProperty();
    }

    /** The newest measurement; it belongs to {@link #builtProperty}. */
    public ReadOnlyObjectProperty<Optional<ProfileOutcome.Measured>> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** The newest comparison with Torch; it belongs to {@link #builtProperty}. */
    public ReadOnlyObjectProperty<Optional<AccuracyOutcome.Compared>> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /** At which shapes a program with dynamic shapes is measured next. */
    public ObjectProperty<ShapeRange.Corner> cornerProperty() {
        return corner;
    }

    /** Everything that the run going on, or else the last one, reported. */
    public ObservableList<BuildEvent> events() {
        return feed.events();
    }

    /** Whether the built engines are those of the plan that is shown. */
    public boolean isBuiltCurrent() {
        return built.get().map(result -> result.plan() == document.plan()).orElse(false);
    }

    public void build() {
        build(result -> {});
    }

    /** Builds first when the engines are not those of the plan. */
    public void profile() {
        withCurrentBuild(this::measure);
    }

    /** Builds first when the engines are not those of the plan. */
    public void compareWithTorch() {
        withCurrentBuild(this::compare);
    }

    private void withCurrentBuild(Consumer<BuildOutcome.Built> next) {
        if (isBuiltCurrent()) {
            built.get().ifPresent(next);
        } else {
            build(next);
        }
    }

    public void cancel() {
        active.get().ifPresent(RunningTask::cancel);
    }

    private void build(Consumer<BuildOutcome.Built> next) {
        Plan plan = document.plan();
        feed.clear();
        document.setFindings(Finding.Source.BUILD, List.of());
        document.setFindings(Finding.Source.PROFILE, List.of());
        document.setFindings(Finding.Source.ACCURACY, List.of());
        start(new BackgroundTask<>(
                Texts.of("task.build"),
                "run",
                context -> workshop.build(plan, context, feed::add),
                outcome -> {
                    active.set(Optional.empty());
                    switch (outcome) {
                        case BuildOutcome.Built result -> {
                            built.set(Optional.of(result));
                            measured.set(Optional.empty());
                            compared.set(Optional.empty());
                            next.accept(result);
                        }
                        case BuildOutcome.Failed failure ->
                            fail(Finding.Source.BUILD, failure.title(), failure.details());
                    }
                },
                problem -> crash(Finding.Source.BUILD, problem)));
    }

    private void measure(BuildOutcome.Built result) {
        ShapeRange.Corner wanted = corner.get();
        document.setFindings(Finding.Source.PROFILE, List.of());
        start(new BackgroundTask<>(
                Texts.of("task.profile"),
                "run",
                context -> workshop.profile(result, wanted, context, feed::add),
                outcome -> {
                    active.set(Optional.empty());
                    switch (outcome) {
                        case ProfileOutcome.Measured numbers -> measured.set(Optional.of(numbers));
                        case ProfileOutcome.Failed failure ->
                            fail(Finding.Source.PROFILE, failure.title(), failure.details());
                    }
                },
                problem -> crash(Finding.Source.PROFILE, problem)));
    }

    private void compare(BuildOutcome.Built result) {
        document.setFindings(Finding.Source.ACCURACY, List.of());
        start(new BackgroundTask<>(
                Texts.of("task.compare"),
                "run",
                context -> workshop.compare(result, context),
                outcome -> {
                    active.set(Optional.empty());
                    switch (outcome) {
                        case AccuracyOutcome.Compared found -> {
                            compared.set(Optional.of(found));
                            document.setFindings(Finding.Source.ACCURACY, AccuracyFindings.of(found.accuracy()));
                        }
                        case AccuracyOutcome.Failed failure ->
                            fail(Finding.Source.ACCURACY, failure.title(), failure.details());
                    }
                },
                problem -> crash(Finding.Source.ACCURACY, problem)));
    }

    private void start(BackgroundTask<?> task) {
        active.set(Optional.of(tasks.submit(task, () -> active.set(Optional.empty()))));
    }

    private void crash(Finding.Source source, Exception problem) {
        active.set(Optional.empty());
        fail(source, Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString), "");
    }

    private void fail(Finding.Source source, String title, String details) {
        document.setFindings(source, List.of(
                new Finding(Finding.Severity.ERROR, source, title, details, Optional.empty())));
    }
}
