package dev.partita.compile;

import dev.partita.partition.Partitioning;
import dev.partita.pt2.TransformerStack;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the file to the segments, and from an edit of the settings to new segments, in a warm JVM. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-Xms64m", "--enable-native-access=ALL-UNNAMED"})
public class PlanningBenchmarks {

    /** A file with so many transformer layers, 24 nodes each. */
    @State(Scope.Benchmark)
    public static class Program {

        /** 10,000 and 50,000 nodes. */
        @Param({"417", "2084"})
        int layers;

        Path file;

        @Setup
        public void write() throws IOException {
            file = Files.createTempFile("stack", ".pt2");
            TransformerStack.write(layers, file);
        }

        @TearDown
        public void delete() throws IOException {
            Files.delete(file);
        }
    }

    /** An open program with a plan; each edit of the settings is another one than the last. */
    @State(Scope.Benchmark)
    public static class Edited {

        private final Planner planner = new Planner();
        private Optional<OpenedProgram> program = Optional.empty();
        private Optional<Plan> plan = Optional.empty();
        private int edits;

        @Setup
        public void open(Program written) {
            OpenedProgram opened = OpenedProgram.open(written.file, Optional.empty());
            program = Optional.of(opened);
            plan = Optional.of(planner.plan(opened, CompilationSettings.defaults()));
        }

        @TearDown
        public void close() {
            program.ifPresent(OpenedProgram::close);
        }

        Partitioning edit(boolean fast) {
            edits++;
            Plan edited = planner.replan(plan.orElseThrow(), plan.orElseThrow().settings()
                    .with(CoreSettings.MIN_BLOCK_SIZE, 1L + edits % 3)
                    .with(CoreSettings.TORCH_EXECUTED_OPS, edits % 2 == 0 ? Set.of("aten.gelu") : Set.of())
                    .with(PartitionSettings.USE_FAST_PARTITIONER, fast));
            plan = Optional.of(edited);
            return edited.partitioning();
        }
    }

    @Benchmark
    public int loadLowerPartition(Program program) {
        Plan plan = new Planner().open(program.file, CompilationSettings.defaults());
        plan.program().close();
        return plan.partitioning().segments().size();
    }

    @Benchmark
    public Partitioning repartition(Edited program) {
        return program.edit(true);
    }

    @Benchmark
    public Partitioning repartitionGlobally(Edited program) {
        return program.edit(false);
    }
}
