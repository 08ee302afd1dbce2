package dev.partita.lowering;

import dev.partita.importer.ImportedProgram;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphVerifier;
import dev.partita.ir.Value;
import dev.partita.lowering.complex.RewriteComplexAsTorchTensorRt;
import dev.partita.lowering.complex.UnpackComplexNumbers;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.lowering.decomposition.DecompositionTable;
import dev.partita.lowering.decomposition.Retracer;
import dev.partita.lowering.pass.CastRequestedNodes;
import dev.partita.lowering.pass.ConstantFold;
import dev.partita.lowering.pass.DecomposeDynamicSliceScatter;
import dev.partita.lowering.pass.EliminateSymMinInt64Max;
import dev.partita.lowering.pass.ForceCausalEfficientAttention;
import dev.partita.lowering.pass.FusePadIntoConvolution;
import dev.partita.lowering.pass.FusePrimsBroadcast;
import dev.partita.lowering.pass.NormalizeNegativeSliceStop;
import dev.partita.lowering.pass.Pass;
import dev.partita.lowering.pass.RemoveAssertNodes;
import dev.partita.lowering.pass.RemoveDetach;
import dev.partita.lowering.pass.RemoveInputAliasFixingClones;
import dev.partita.lowering.pass.RemoveNodesWithoutUsers;
import dev.partita.lowering.pass.ReplaceFusedRmsNorm;
import dev.partita.lowering.pass.ReplaceMaxPoolWithIndices;
import dev.partita.lowering.pass.RuleBasedAutocast;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.rule.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lowers a program as Torch-TensorRT does: clean up, decompose, read weights as attributes, then the passes.
 *
 * <p>Needs no weights: what constant folding computes becomes a recipe that is evaluated when an engine is built.
 */
public final class Lowering {

    private static final ShapeRules SHAPES = StandardRules.table();

    /** Before the decompositions, on the exported graph. */
    private static final List<Pass> BEFORE = List.of(
            new RemoveDetach(), new RemoveAssertNodes(), new RuleBasedAutocast());

    /**
     * After the decompositions; the order is Torch-TensorRT's and later passes rely on earlier ones. Its passes that can
     * not fire here are left out: repair_input_as_output looks for type annotations that no file has,
     * mark_constant_fold_exclusions has no rules, annotate_fp8_sdpa and fuse_distributed_ops want ops of other libraries.
     */
    private static final List<Pass> AFTER = List.of(
            new ReplaceFusedRmsNorm(SHAPES),
            new RemoveInputAliasFixingClones(),
            // Before folding: casts of weights are computed once, on the host.
            new CastRequestedNodes(SHAPES),
            new ConstantFold(),
            new FusePrimsBroadcast(),
            new ReplaceMaxPoolWithIndices(),
            // Padding must be a node of its own until here: folding above may have made its input a constant.
            new FusePadIntoConvolution(),
            new RemoveAssertNodes(),
            new RemoveNodesWithoutUsers(),
            // One of the two, by whether Torch-TensorRT is to be matched.
            new UnpackComplexNumbers(SHAPES),
            new RewriteComplexAsTorchTensorRt(SHAPES),
            new ForceCausalEfficientAttention(),
            new EliminateSymMinInt64Max(),
            new NormalizeNegativeSliceStop(),
            new DecomposeDynamicSliceScatter(SHAPES));

    /** Tables are only read once they are made. */
    private static final DecompositionTable STANDARD = DecompositionTable.standard(true);

    /** The imported program's graph is edited by the first passes; import it again to lower it twice. */
    public LoweredProgram lower(ImportedProgram program, LoweringOptions options) {
        List<PassReport> reports = new ArrayList<>();
        Graph exported = program.graph();
        Value returned = exported.outputNode().value();
        for (Pass pass : BEFORE) {
            reports.add(run(pass, exported, options));
        }
        long start = System.nanoTime();
        int before = exported.size();
        DeadCode.remove(exported, List.of());
        Retracer.Result retraced = FinalCopies.skip(program.signature(),
                new Retracer(table(options), SHAPES, options.autocast().isEmpty()).retrace(program), !options.matchTorchTensorRt());
        Graph graph = retraced.graph();
        GraphVerifier.verify(graph, "run_decompositions");
        reports.add(new PassReport("run_decompositions", before, graph.size(), System.nanoTime() - start));
        if (options.matchTorchTensorRt()) {
            // There the output node keeps the value that the file has for it, whatever is still returned.
            graph.outputNode().setValue(returned);
            ReturnedInputs.apply(program, retraced);
        } else {
            retraced.returnMutations();
        }
        List<LoweredProgram.Update> updates = ModuleForm.apply(program, retraced, !options.matchTorchTensorRt());
        for (Pass pass : AFTER) {
            reports.add(run(pass, graph, options));
        }
        GraphVerifier.verify(graph, "lowering");
        return new LoweredProgram(graph, program.signature(), program.ranges(), updates, reports);
    }

    private static DecompositionTable table(LoweringOptions options) {
        DecompositionTable table = options.decomposeAttention() ? STANDARD : DecompositionTable.standard(false);
        if (options.matchTorchTensorRt()) {
            table = table.matchingTorchTensorRt();
        }
        return options.experimentalDecompositions() ? table.withCoreDecompositions() : table;
    }

    /** All passes, in order. */
    static List<Pass> passes() {
        return Stream.concat(BEFORE.stream(), AFTER.stream()).toList();
    }

    private static PassReport run(Pass pass, Graph graph, LoweringOptions options) {
        int before = graph.size();
        long start = System.nanoTime();
        if (pass.looksFor().isEmpty() || graph.callsAny(pass.looksFor())) {
            pass.run(graph, options);
        }
        long elapsed = System.nanoTime() - start;
        return new PassReport(pass.name(), before, graph.size(), elapsed);
    }
}
