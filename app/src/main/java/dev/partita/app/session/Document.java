package dev.partita.app.session;

import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.SettingsRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * An open program: its settings with undo, the plan that follows from them, what is selected, what was found.
 *
 * <p>Every edit of the settings plans again in the background; the newest edit wins. Until its plan arrives the old one
 * stays visible and {@link #staleProperty} is true. JavaFX thread only.
 */
public final class Document {

    private final Program program;
    private final Planning planning;
    private final TaskRunner tasks;
    private final History<CompilationSettings> settings;
    private final ReadOnlyObjectWrapper<Plan> plan;
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(false);
    private final ObjectProperty<Optional<Node>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final Run run;

    Document(Plan plan, Planning planning, TaskRunner tasks, Workshop workshop) {
        this.program = Program.of(plan);
        this.planning = planning;
        this.tasks = tasks;
        this.plan = new ReadOnlyObjectWrapper<>(plan);
        this.settings = new History<>(plan.settings());
        this.run = new Run(this, tasks, workshop);
        settings.valueProperty().addListener((value, old, now) -> replan(now));
        checkSettings();
    }

    public Path file() {
        return place().file();
    }

    public ProgramPlace place() {
        return program.place();
    }

    /** All programs of the file, in its order. */
    public List<String> namesInFile() {
        return plan().program().archive().modelNames();
    }

    /** Inputs and symbols; the same under all settings. */
    public Program program() {
        return program;
    }

    public History<CompilationSettings> settings() {
        return settings;
    }

    /** The newest plan that is ready. */
    public ReadOnlyObjectProperty<Plan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    public Plan plan() {
        return plan.get();
    }

    /** Whether the settings have moved on and their plan is still being made. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    public ObjectProperty<Optional<Node>> selectionProperty() {
        return selection;
    }

    /** Selects the node called {@code name}, if the graph has it. */
    public void select(String name) {
        plan().lowered().graph().find(name).ifPresent(this::select);
    }

    /** Selects a node; does nothing when it is selected, so that views which follow each other come to rest. */
    public void select(Node node) {
        Optional<Node> wanted = Optional.of(node);
        if (!selection.get().equals(wanted)) {
            selection.set(wanted);
        }
    }

    public ObservableList<Finding> findings() {
        return findings;
    }

    /** Building, profiling, and what came of them. */
    public Run run() {
        return run;
    }

    public void edit(String stepName, CompilationSettings edited) {
        settings.apply(stepName, edited);
    }

    /** @param mergeKey consecutive edits with the same key are one undo step */
    public void edit(String stepName, String mergeKey, CompilationSettings edited) {
        settings.apply(stepName, mergeKey, edited);
    }

    /** Tells the user something that is no problem. */
    public void note(String words) {
        setFindings(Finding.Source.NOTE, List.of(
                new Finding(Finding.Severity.INFO, Finding.Source.NOTE, words, "", Optional.empty())));
    }

    /** Replaces all findings of {@code source}. */
    void setFindings(Finding.Source source, List<Finding> found) {
        findings.removeIf(finding -> finding.source() == source);
        findings.addAll(found);
    }

    private void replan(CompilationSettings wanted) {
        stale.set(true);
        checkSettings();
        Plan from = plan.get();
        tasks.submit(new BackgroundTask<>(
                Texts.of("task.replan"),
                "replan",
                context -> planning.replan(from, wanted, context),
                this::accept,
                this::refused));
    }

    private void accept(Plan next) {
        Optional<String> selected = selection.get().map(Node::name);
        boolean sameGraph = next.lowered() == plan.get().lowered();
        setFindings(Finding.Source.PLAN, List.of());
        plan.set(next);
        stale.set(false);
        if (!sameGraph) {
            selection.set(selected.flatMap(name -> next.lowered().graph().find(name)));
        }
    }

    private void refused(Exception problem) {
        String words = Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString);
        setFindings(Finding.Source.PLAN, List.of(new Finding(
                Finding.Severity.ERROR, Finding.Source.PLAN, Texts.of("finding.plan"), words, Optional.empty())));
    }

    private void checkSettings() {
        setFindings(Finding.Source.SETTINGS, SettingsRules.problems(settings.get()).stream()
                .map(words -> new Finding(
                        Finding.Severity.WARNING, Finding.Source.SETTINGS, words, "", Optional.empty()))
                .toList());
    }
}
