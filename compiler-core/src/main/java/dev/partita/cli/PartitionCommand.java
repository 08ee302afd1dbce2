package dev.partita.cli;

import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.importer.ImportedProgram;
import dev.partita.ir.Node;
import dev.partita.report.DryRun;
import dev.partita.report.DryRunText;
import dev.partita.report.PartitionJson;
import dev.partita.settings.CompilationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita partition MODEL}: the dry run. Builds nothing and needs no GPU. */
@Command(
        name = "partition",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = "Says what TensorRT and what Torch would run, and why.")
final class PartitionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        CompilationSettings settings = SettingsFlags.read(spec.commandLine().getParseResult());
        Planner planner = new Planner();
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedProgram program = OpenedProgram.open(file, model)) {
            AtomicInteger exportedCalls = new AtomicInteger();
            Plan plan = planner.plan(program, settings, imported -> exportedCalls.set(calls(imported)));
            DryRun run = run(planner, plan, exportedCalls.get());
            if (json.isWanted()) {
                json.write(PartitionJson.toMap(run), out);
            }
            if (!json.isToStandardOutput()) {
                out.print(DryRunText.of(run));
                out.flush();
            }
        }
        return ExitCode.SUCCESS.code();
    }

    private static int calls(ImportedProgram imported) {
        return (int) imported.graph().nodes().stream().filter(Node::isCall).count();
    }

    private static DryRun run(Planner planner, Plan plan, int exportedCalls) {
        return new DryRun(
                String.valueOf(plan.program().file().getFileName()),
                exportedCalls,
                plan.lowered().graph(),
                plan.lowered().ranges(),
                new DryRun.Partitioned(plan.partitioning(), plan.settings(), planner.cutByTorchTensorRt(plan)));
    }
}
