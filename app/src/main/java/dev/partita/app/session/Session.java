package dev.partita.app.session;

import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.RunningTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.importer.ImportedProgram;
import dev.partita.pt2.ProgramChoiceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;

/** The window's state above any one document: which document is open, what opened before, what the machine can do. */
public final class Session {

    private final Planning planning;
    private final Workshop workshop;
    private final TaskRunner tasks;
    private final RecentFiles recent;
    private final FileMemory memory;
    private volatile BiConsumer<Path, ImportedProgram> preview = (file, program) -> {};
    private final List<OpenedProgram> retired = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Optional<Document>> document = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> opening = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<OpenFailure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProgramChoice>> choice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<MachineStatus> machine = new ReadOnlyObjectWrapper<>(
            new MachineStatus(MachineStatus.Kind.UNKNOWN, Texts.of("machine.unknown"), ""));

    public Session(
            Planning planning, Workshop workshop, TaskRunner tasks, RecentFiles recent, FileMemory memory) {
        this.planning = planning;
        this.workshop = workshop;
        this.tasks = tasks;
        this.recent = recent;
        this.memory = memory;
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> release());
    }

    public ReadOnlyObjectProperty<Optional<Document>> documentProperty() {
        return document.getReadOnlyProperty();
    }

    /** The file that is being read and planned. */
    public ReadOnlyObjectProperty<Optional<Path>> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Why the last file could not be opened; empty when it could. */
    public ReadOnlyObjectProperty<Optional<OpenFailure>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Which programs there are when the user has to say which one is meant; empty when there is nothing to choose. */
    public ReadOnlyObjectProperty<Optional<ProgramChoice>> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** What builds, measures and hands back. */
    public Workshop workshop() {
        return workshop;
    }

    public ReadOnlyObjectProperty<MachineStatus> machineProperty() {
        return machine.getReadOnlyProperty();
    }

    /** Finds out in the background what the machine can do. */
    public void examine(Supplier<MachineStatus> probe) {
        tasks.submit(new BackgroundTask<>(
                Texts.of("machine.task"), "machine", context -> probe.get(), machine::set,
                problem -> machine.set(new MachineStatus(
                        MachineStatus.Kind.NO_GPU, Texts.of("machine.failed"), String.valueOf(problem.getMessage())))));
    }

    public RecentFiles recent() {
        return recent;
    }

    /** What is remembered of each file. */
    public FileMemory memory() {
        return memory;
    }

    public TaskRunner tasks() {
        return tasks;
    }

    /** What to do with a program between reading and planning it; called on the thread that opens it, which waits. */
    public void onRead(BiConsumer<Path, ImportedProgram> action) {
        preview = action;
    }

    /** Opens the program of {@code file} that was looked at last; for a new file its only one, or the user says which. */
    public void open(Path file) {
        open(memory.place(file, Optional.empty()));
    }

    /** Reads a program in the background and shows it; what is open stays open if that fails. */
    public void open(ProgramPlace place) {
        Path file = place.file();
        failure.set(Optional.empty());
        choice.set(Optional.empty());
        opening.set(Optional.of(file));
        tasks.submit(new BackgroundTask<>(
                Texts.of("task.open", place.title()),
                "open",
                context -> planning.open(place, memory.settings(place), context, program -> preview.accept(file, program)),
                plan -> {
                    show(plan);
                    opening.set(Optional.empty());
                },
                problem -> {
                    if (!(problem instanceof ProgramChoiceException)) {
                        failure.set(Optional.of(new OpenFailure(file, problem)));
                    }
                    opening.set(Optional.empty());
                    if (problem instanceof ProgramChoiceException several) {
                        choice.set(Optional.of(new ProgramChoice(place, several.names())));
                    }
                }), () -> opening.set(Optional.empty()));
    }

    private void show(Plan plan) {
        Document opened = new Document(plan, planning, tasks, workshop);
        recent.opened(opened.file());
        memory.opened(opened.place());
        opened.settings().valueProperty().addListener((value, old, now) -> memory.remember(opened.place(), now));
        retire();
        document.set(Optional.of(opened));
    }

    public void dismissFailure() {
        failure.set(Optional.empty());
    }

    public void reload() {
        document.get().ifPresent(open -> open(open.place()));
    }

    /** Asks which program of the open file to look at. */
    public void chooseProgram() {
        document.get().ifPresent(open -> choice.set(Optional.of(new ProgramChoice(open.place(), open.namesInFile()))));
    }

    public void dismissChoice() {
        choice.set(Optional.empty());
    }

    public void close() {
        tasks.cancelAll();
        retire();
        document.set(Optional.empty());
    }

    /** The open program's weights may be read until the last task has ended; only then is its file let go. */
    private void retire() {
        document.get().ifPresent(old -> retired.add(old.plan().program()));
        release();
    }

    private void release() {
        if (tasks.running().isEmpty()) {
            retired.forEach(OpenedProgram::close);
            retired.clear();
        }
    }
}
