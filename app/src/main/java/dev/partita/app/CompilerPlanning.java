package dev.partita.app;

import dev.partita.app.session.Planning;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.task.TaskContext;
import dev.partita.compile.EngineNetworks;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.importer.ImportedProgram;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkPrinter;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.util.function.Consumer;

/** The compiler's stages up to the partition, as the session wants them. */
final class CompilerPlanning implements Planning {

    /** Made when first asked for, on the thread that asks: it fills large tables. */
    private static final class Made {
        static final Planner PLANNER = new Planner();
    }

    @Override
    public Plan open(
            ProgramPlace place, CompilationSettings settings, TaskContext context, Consumer<ImportedProgram> preview) {
        return Made.PLANNER.open(place.file(), place.name(), settings, preview);
    }

    @Override
    public Plan replan(Plan plan, CompilationSettings settings, TaskContext context) {
        return Made.PLANNER.replan(plan, settings);
    }

    @Override
    public String network(Plan plan, Segment segment) {
        return NetworkPrinter.print(convert(plan, segment));
    }

    static NetworkDescription convert(Plan plan, Segment segment) {
        return new EngineNetworks(plan).of(segment);
    }
}
