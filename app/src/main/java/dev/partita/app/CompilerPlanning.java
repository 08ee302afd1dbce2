package dev.partita.app;

import dev.partita.app.session.Planning;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;

/** The compiler's stages up to the partition, as the session wants them. */
final class CompilerPlanning implements Planning {

    private final Planner planner = new Planner();

    @Override
    public Plan open(Path file, CompilationSettings settings, TaskContext context) {
        return planner.open(file, settings);
    }

    @Override
    public Plan replan(Plan plan, CompilationSettings settings, TaskContext context) {
        return planner.replan(plan, settings);
    }

    @Override
    public String network(Plan plan, Segment segment) {
        throw new UnsupportedOperationException(Texts.of("network.unavailable"));
    }
}
