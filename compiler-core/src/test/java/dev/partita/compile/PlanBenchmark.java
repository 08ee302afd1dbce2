package dev.partita.compile;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Times everything before the GPU, stage by stage: {@code main MODEL [RUNS]}. Prints the first run of the process and the
 * median of the others, and the time of a partition alone after edits of the settings. With no further runs it tells what
 * a cold start costs, which {@link PlanningBenchmarks} cannot.
 */
final class PlanBenchmark {

    private PlanBenchmark() {}

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        List<PlanTimings> timings = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            Plan plan = new Planner().open(file, CompilationSettings.defaults());
            plan.program().close();
            timings.add(plan.timings());
            if (run == 0) {
                System.out.printf("%s: %d nodes lowered to %d, %d segments%n", file.getFileName(),
                        plan.program().exported().module().graph().nodes().size(), plan.lowered().graph().size(),
                        plan.partitioning().segments().size());
                System.out.println("first   " + words(plan.timings()));
            }
        }
        if (runs == 0) {
            return;
        }
        List<PlanTimings> warm = timings.subList(1, timings.size());
        System.out.println("median  " + words(new PlanTimings(
                median(warm.stream().map(PlanTimings::load).toList()),
                median(warm.stream().map(PlanTimings::importing).toList()),
                median(warm.stream().map(PlanTimings::lowering).toList()),
                median(warm.stream().map(PlanTimings::partitioning).toList()))));
        try (OpenedProgram program = OpenedProgram.open(file, Optional.empty())) {
            edits(new Planner().plan(program, CompilationSettings.defaults()), runs);
        }
    }

    private static void edits(Plan plan, int runs) {
        List<Duration> fast = new ArrayList<>();
        List<Duration> global = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            CompilationSettings edited = plan.settings()
                    .with(CoreSettings.MIN_BLOCK_SIZE, 1L + run % 3)
                    .with(CoreSettings.TORCH_EXECUTED_OPS, run % 2 == 0 ? Set.of("aten.gelu") : Set.of());
            fast.add(new Planner().replan(plan, edited).timings().partitioning());
            if (run < 3) {
                CompilationSettings globally = edited.with(PartitionSettings.USE_FAST_PARTITIONER, false);
                global.add(new Planner().replan(plan, globally).timings().partitioning());
            }
        }
        System.out.printf("edit    fast partitioner %d ms, global partitioner %d ms (median)%n", median(fast).toMillis(),
                median(global).toMillis());
    }

    private static String words(PlanTimings timings) {
        return "load %d ms, import %d ms, lower %d ms, partition %d ms: together %d ms".formatted(
                timings.load().toMillis(), timings.importing().toMillis(), timings.lowering().toMillis(),
                timings.partitioning().toMillis(), timings.total().toMillis());
    }

    private static Duration median(List<Duration> durations) {
        List<Duration> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
