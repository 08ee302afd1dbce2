package dev.partita.app;

import dev.partita.app.session.Plan;
import dev.partita.app.session.Planning;
import dev.partita.app.session.Program;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.importer.ProgramSignature;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.partition.Partitioner;
import dev.partita.partition.Segment;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.Stage;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The compiler's stages up to the partition, as the session wants them. */
final class CompilerPlanning implements Planning {

    private final Partitioner partitioner = new Partitioner();
    private final Lowering lowering = new Lowering();

    @Override
    public Plan open(Path file, CompilationSettings settings, TaskContext context) {
        return plan(file, settings, context);
    }

    @Override
    public Plan replan(Plan plan, CompilationSettings settings, TaskContext context) {
        if (!settings.agreesUpTo(Stage.LOWERING, plan.settings())) {
            return plan(plan.program().file(), settings, context);
        }
        return new Plan(
                plan.program(), plan.lowered(), plan.passes(), partitioner.partition(plan.lowered(), settings), settings);
    }

    @Override
    public String network(Plan plan, Segment segment) {
        throw new UnsupportedOperationException(Texts.of("network.unavailable"));
    }

    private Plan plan(Path file, CompilationSettings settings, TaskContext context) {
        context.phase(Texts.of("phase.read"));
        // The weights stay mapped as long as anything refers to them; closing would pull them away.
        Pt2Archive archive = Pt2Reader.open(file);
        ImportedProgram imported = new Importer().importProgram(archive.program());
        context.throwIfCancelled();
        context.phase(Texts.of("phase.lower"));
        LoweredProgram lowered = lowering.lower(imported, options(settings));
        context.throwIfCancelled();
        context.phase(Texts.of("phase.partition"));
        return new Plan(
                program(file, lowered), lowered.graph(),
                lowered.passes().stream().map(CompilerPlanning::line).toList(),
                partitioner.partition(lowered.graph(), settings), settings);
    }

    private static LoweringOptions options(CompilationSettings settings) {
        return new LoweringOptions(
                settings.get(PartitionSettings.DECOMPOSE_ATTENTION),
                settings.get(PartitionSettings.ENABLE_EXPERIMENTAL_DECOMPOSITIONS),
                settings.get(PrecisionSettings.TRUNCATE_DOUBLE),
                LoweringOptions.DEFAULTS.attentionBiasIsCausal());
    }

    private static Plan.PassLine line(dev.partita.lowering.PassReport report) {
        return new Plan.PassLine(
                report.pass(), report.nodesBefore(), report.nodesAfter(), report.elapsedNanos() / 1e6, "");
    }

    private static Program program(Path file, LoweredProgram lowered) {
        List<Program.Input> inputs = new ArrayList<>();
        for (ProgramSignature.Input input : lowered.signature().inputs()) {
            if (input instanceof ProgramSignature.Input.User(String name, boolean constant) && !constant) {
                lowered.graph().find(name).flatMap(node -> node.value().tensor())
                        .ifPresent(spec -> inputs.add(new Program.Input(name, spec)));
            }
        }
        Map<String, SymRange> ranges = new LinkedHashMap<>();
        for (Program.Input input : inputs) {
            for (SymExpr dim : input.spec().shape().dims()) {
                addSymbols(dim, lowered, ranges);
            }
        }
        return new Program(file, inputs, ranges);
    }

    private static void addSymbols(SymExpr expression, LoweredProgram lowered, Map<String, SymRange> ranges) {
        switch (expression) {
            case SymExpr.Symbol(String name) -> ranges.putIfAbsent(
                    name, lowered.ranges().ranges().getOrDefault(name, new SymRange(1, SymRange.UNBOUNDED_MAX)));
            case SymExpr.Call call -> call.arguments().forEach(argument -> addSymbols(argument, lowered, ranges));
            case SymExpr.Constant _, SymExpr.Real _, SymExpr.Unknown _ -> {}
        }
    }
}
