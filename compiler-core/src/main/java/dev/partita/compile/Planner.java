package dev.partita.compile;

import dev.partita.importer.ImportedProgram;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.partition.Partitioner;
import dev.partita.partition.Partitioning;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.SettingsRules;
import dev.partita.settings.Stage;
import dev.partita.settings.TuningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes plans: opens, lowers and cuts a program. Stateless and safe to use from several threads. */
public final class Planner {

    private final Partitioner partitioner = new Partitioner();

    /** Opens the file's only program; whoever gets the plan closes {@link Plan#program()}. */
    public Plan open(Path file, CompilationSettings settings) {
        SettingsRules.checked(settings);
        Stopwatch load = new Stopwatch();
        OpenedProgram program = OpenedProgram.open(file, Optional.empty());
        Duration loading = load.elapsed();
        try {
            return plan(program, settings, loading);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** A plan for a program that is open already. */
    public Plan plan(OpenedProgram program, CompilationSettings settings) {
        return plan(program, SettingsRules.checked(settings), Duration.ZERO);
    }

    /** The same program with other settings; lowers again only if a setting asks for it. */
    public Plan replan(Plan plan, CompilationSettings settings) {
        SettingsRules.checked(settings);
        if (!settings.agreesUpTo(Stage.LOWERING, plan.settings())) {
            return plan(plan.program(), settings, Duration.ZERO);
        }
        if (settings.agreesUpTo(Stage.PARTITION, plan.settings())) {
            return new Plan(plan.program(), plan.lowered(), plan.partitioning(), settings, PlanTimings.NONE);
        }
        return cut(plan.program(), plan.lowered(), settings, PlanTimings.NONE);
    }

    private Plan plan(OpenedProgram program, CompilationSettings settings, Duration loading) {
        Stopwatch importing = new Stopwatch();
        ImportedProgram imported = program.importProgram();
        Duration importTime = importing.elapsed();
        Stopwatch lowering = new Stopwatch();
        LoweredProgram lowered = new Lowering().lower(imported, options(settings));
        return cut(program, lowered, settings, new PlanTimings(loading, importTime, lowering.elapsed(), Duration.ZERO));
    }

    private Plan cut(OpenedProgram program, LoweredProgram lowered, CompilationSettings settings, PlanTimings before) {
        Stopwatch cutting = new Stopwatch();
        Partitioning partitioning = partitioner.partition(lowered.graph(), settings);
        PlanTimings timings =
                new PlanTimings(before.load(), before.importing(), before.lowering(), cutting.elapsed());
        return new Plan(program, lowered, partitioning, settings, timings);
    }

    /** Those of the settings that lowering reads. */
    public static LoweringOptions options(CompilationSettings settings) {
        return new LoweringOptions(
                settings.get(PartitionSettings.DECOMPOSE_ATTENTION),
                settings.get(PartitionSettings.ENABLE_EXPERIMENTAL_DECOMPOSITIONS),
                settings.get(PrecisionSettings.TRUNCATE_DOUBLE),
                settings.get(TuningSettings.ATTN_BIAS_IS_CAUSAL));
    }

    private static final class Stopwatch {
        private final long start = System.nanoTime();

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
