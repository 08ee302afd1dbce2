package dev.partita.compile;

import dev.partita.importer.ImportedProgram;
import dev.partita.lowering.AutocastOptions;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.partition.Partitioner;
import dev.partita.partition.Partitioning;
import dev.partita.settings.AutocastSettings;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.PrecisionRequest;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.SettingsRules;
import dev.partita.settings.Stage;
import dev.partita.settings.TuningSettings;
import dev.partita.settings.Typing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes plans: opens, lowers and cuts a program. Stateless and safe to use from several threads. */
public final class Planner {

    private final Partitioner partitioner = new Partitioner();

    /** Opens the file's only program; whoever gets the plan closes {@link Plan#program()}. */
    public Plan open(Path file, CompilationSettings settings) {
        return open(file, Optional.empty(), settings, imported -> {});
    }

    /**
     * @param model which program of an archive with several; empty for the only one
     * @param preview shown the program before it is lowered, on this thread; lowering then changes that graph
     */
    public Plan open(
            Path file, Optional<String> model, CompilationSettings settings, Consumer<ImportedProgram> preview) {
        SettingsRules.checked(settings);
        Stopwatch load = new Stopwatch();
        OpenedProgram program = OpenedProgram.open(file, model);
        Duration loading = load.elapsed();
        try {
            return plan(program, settings, loading, preview);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** A plan for a program that is open already. */
    public Plan plan(OpenedProgram program, CompilationSettings settings) {
        return plan(program, settings, imported -> {});
    }

    /** @param preview as for {@link #open} */
    public Plan plan(OpenedProgram program, CompilationSettings settings, Consumer<ImportedProgram> preview) {
        return plan(program, SettingsRules.checked(settings), Duration.ZERO, preview);
    }

    /** The same program with other settings; lowers again only if a setting asks for it. */
    public Plan replan(Plan plan, CompilationSettings settings) {
        SettingsRules.checked(settings);
        if (!settings.agreesUpTo(Stage.LOWERING, plan.settings())) {
            return plan(plan.program(), settings, Duration.ZERO, imported -> {});
        }
        InputCheck.require(plan.lowered().graph(), plan.lowered().signature(), plan.lowered().ranges(), settings);
        if (settings.agreesUpTo(Stage.PARTITION, plan.settings())) {
            return new Plan(plan.program(), plan.lowered(), plan.partitioning(), settings, PlanTimings.NONE);
        }
        Stopwatch cutting = new Stopwatch();
        Partitioning partitioning =
                partitioner.partition(plan.lowered().graph(), settings, plan.partitioning().making().survey());
        return new Plan(plan.program(), plan.lowered(), partitioning, settings, PlanTimings.NONE.cutIn(cutting.elapsed()));
    }

    private Plan plan(
            OpenedProgram program, CompilationSettings settings, Duration loading, Consumer<ImportedProgram> preview) {
        Stopwatch importing = new Stopwatch();
        ImportedProgram imported = program.importProgram();
        Duration importTime = importing.elapsed();
        preview.accept(imported);
        InputCheck.require(imported.graph(), imported.signature(), imported.ranges(), settings);
        Stopwatch lowering = new Stopwatch();
        LoweredProgram lowered = new Lowering().lower(imported, options(settings));
        PlanTimings timings = new PlanTimings(loading, importTime, lowering.elapsed(), Duration.ZERO);
        Stopwatch cutting = new Stopwatch();
        Partitioning partitioning = partitioner.partition(lowered.graph(), settings);
        return new Plan(program, lowered, partitioning, settings, timings.cutIn(cutting.elapsed()));
    }

    /** How Torch-TensorRT would cut the same lowered graph; empty when the plan matches it anyway. */
    public Optional<Partitioning> cutByTorchTensorRt(Plan plan) {
        if (plan.settings().matchesTorchTensorRt()) {
            return Optional.empty();
        }
        CompilationSettings matching = plan.settings()
                .with(PartitionSettings.MATCH_TORCH_TENSORRT, true)
                .with(CoreSettings.REQUIRE_FULL_COMPILATION, false);
        return Optional.of(partitioner.partition(plan.lowered().graph(), matching, plan.partitioning().making().survey()));
    }

    /** Those of the settings that lowering reads. */
    public static LoweringOptions options(CompilationSettings settings) {
        return new LoweringOptions(
                settings.get(PartitionSettings.DECOMPOSE_ATTENTION),
                settings.get(PartitionSettings.ENABLE_EXPERIMENTAL_DECOMPOSITIONS),
                settings.get(PrecisionSettings.TRUNCATE_DOUBLE),
                settings.get(TuningSettings.ATTN_BIAS_IS_CAUSAL),
                settings.matchesTorchTensorRt(),
                autocast(settings),
                settings.get(PrecisionSettings.TYPING) == Typing.EXPLICIT ? PrecisionRequest.of(settings) : List.of());
    }

    /** Which nodes compute in low precision; without a type to compute in, none do. */
    private static Optional<AutocastOptions> autocast(CompilationSettings settings) {
        return settings.get(AutocastSettings.ENABLE_AUTOCAST)
                ? settings.get(AutocastSettings.AUTOCAST_LOW_PRECISION_TYPE).map(dtype -> new AutocastOptions(dtype,
                        List.copyOf(settings.get(AutocastSettings.AUTOCAST_EXCLUDED_NODES)),
                        settings.get(AutocastSettings.AUTOCAST_EXCLUDED_OPS),
                        settings.get(PartitionSettings.MATCH_TORCH_TENSORRT)))
                : Optional.empty();
    }

    private static final class Stopwatch {
        private final long start = System.nanoTime();

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
