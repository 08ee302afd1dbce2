package dev.partita.app.session;

import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.compile.Plan;
import dev.partita.settings.CompilationSettings;
import java.util.function.Consumer;

/** Tries edits without making them. */
public final class Effects {

    private final Planning planning;
    private final TaskRunner tasks;

    public Effects(Planning planning, TaskRunner tasks) {
        this.planning = planning;
        this.tasks = tasks;
    }

    /** Says in one line how the partition would change; {@code words} is called on the JavaFX thread. */
    public void simulate(Document document, CompilationSettings edited, Consumer<String> words) {
        Plan now = document.plan();
        tasks.submit(new BackgroundTask<>(
                Texts.of("task.simulate"),
                "",
                context -> planning.replan(now, edited, context),
                then -> words.accept(compare(now, then)),
                problem -> words.accept(Texts.of("effect.fails", String.valueOf(problem.getMessage())))));
    }

    static String compare(Plan now, Plan then) {
        int gained = Counts.trtOps(then) - Counts.trtOps(now);
        int engines = then.partitioning().engines().size();
        int enginesNow = now.partitioning().engines().size();
        String ops = gained == 0
                ? Texts.of("effect.none")
                : Texts.of(gained > 0 ? "effect.gains" : "effect.loses", Math.abs(gained));
        return engines == enginesNow ? ops : ops + ", " + Texts.of("effect.engines", enginesNow, engines);
    }
}
