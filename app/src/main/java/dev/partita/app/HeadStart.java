package dev.partita.app;

import dev.partita.app.session.Planning;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.task.TaskContext;
import dev.partita.app.task.Unwatched;
import dev.partita.compile.Plan;
import dev.partita.importer.ImportedProgram;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens the file that the program was started with while the window is still being made. Whoever first asks for that file
 * gets what was begun; everything else goes to the planning behind.
 */
final class HeadStart implements Planning {

    private final Planning planning;
    private final Path file;
    private final CompletableFuture<Wanted> begunWith = new CompletableFuture<>();
    private final CompletableFuture<Consumer<ImportedProgram>> preview = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final FutureTask<Plan> begun;

    /** Which program of the file, and how it is planned. */
    record Wanted(ProgramPlace place, CompilationSettings settings) {}

    /** {@code remembered} is called on the thread that opens the file. */
    HeadStart(Planning planning, Path file, Supplier<Wanted> remembered) {
        this.planning = planning;
        this.file = file;
        begun = new FutureTask<>(() -> {
            Wanted wanted = remembered.get();
            begunWith.complete(wanted);
            return planning.open(wanted.place(), wanted.settings(), new Unwatched(), program -> {
                Timeline.mark("program read");
                preview.join().accept(program);
            });
        });
    }

    HeadStart begin() {
        Thread.ofPlatform().daemon().name("head start").start(begun);
        return this;
    }

    @Override
    public Plan open(ProgramPlace asked, CompilationSettings wanted, TaskContext context, Consumer<ImportedProgram> shown)
            throws Exception {
        if (!asked.file().equals(file) || !taken.compareAndSet(false, true)) {
            return planning.open(asked, wanted, context, shown);
        }
        preview.complete(shown);
        Plan plan = result();
        if (begunWith.join().equals(new Wanted(asked, wanted))) {
            return plan;
        }
        plan.program().close();
        return planning.open(asked, wanted, context, shown);
    }

    private Plan result() throws Exception {
        try {
            return begun.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception problem ? problem : failure;
        }
    }

    @Override
    public Plan replan(Plan plan, CompilationSettings wanted, TaskContext context) throws Exception {
        return planning.replan(plan, wanted, context);
    }

    @Override
    public String network(Plan plan, Segment segment) throws Exception {
        return planning.network(plan, segment);
    }
}
