package dev.partita.importer;

import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.WeightRef;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.Weight;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.Hint;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.OutputSpec;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymMath;
import dev.partita.tensor.SymRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the records of a file to a graph that reads like {@code ExportedProgram.graph} in Python. */
public final class Importer {

    /** Weights stay where they are mapped; the result is valid while the archive is open. */
    public ImportedProgram importProgram(ExportedProgram program) {
        ExportedGraph exported = program.module().graph();
        ProgramSignature signature = signature(program);
        GraphImporter importer = new GraphImporter(
                exported, signature.inputs().stream().map(ProgramSignature.Input::name).toList());
        importer.run();
        return new ImportedProgram(
                importer.graph(), signature, ranges(program), state(program, signature), strides(exported, importer));
    }

    private static ProgramSignature signature(ExportedProgram program) {
        List<ProgramSignature.Input> inputs = new ArrayList<>();
        for (InputSpec spec : program.module().signature().inputs()) {
            inputs.add(switch (spec) {
                case InputSpec.UserInput(Argument argument) ->
                    new ProgramSignature.Input.User(GraphImporter.inputName(argument, inputs.size()), false);
                case InputSpec.Parameter(String name, String fqn) -> new ProgramSignature.Input.Parameter(name, fqn);
                case InputSpec.Buffer(String name, String fqn, boolean persistent) ->
                    new ProgramSignature.Input.Buffer(name, fqn, persistent);
                case InputSpec.TensorConstant(String name, String fqn) -> new ProgramSignature.Input.Constant(name, fqn);
                case InputSpec.CustomObject(String name, String className, String fqn) ->
                    new ProgramSignature.Input.Opaque(name);
                case InputSpec.Token(String name) -> new ProgramSignature.Input.Opaque(name);
                case InputSpec.ConstantInput(String name, Argument value) -> new ProgramSignature.Input.User(name, true);
            });
        }
        List<ProgramSignature.Output> outputs = new ArrayList<>();
        for (OutputSpec spec : program.module().signature().outputs()) {
            outputs.add(switch (spec) {
                case OutputSpec.UserOutput result -> new ProgramSignature.Output.Result();
                case OutputSpec.LossOutput loss -> new ProgramSignature.Output.Result();
                case OutputSpec.BufferMutation(String name, String fqn) ->
                    new ProgramSignature.Output.WeightMutation(fqn);
                case OutputSpec.ParameterMutation(String name, String fqn) ->
                    new ProgramSignature.Output.WeightMutation(fqn);
                case OutputSpec.UserInputMutation(String name, String input) ->
                    new ProgramSignature.Output.InputMutation(input);
                case OutputSpec.GradientToParameter gradient -> new ProgramSignature.Output.Ignored();
                case OutputSpec.GradientToUserInput gradient -> new ProgramSignature.Output.Ignored();
                case OutputSpec.Token token -> new ProgramSignature.Output.Ignored();
            });
        }
        return new ProgramSignature(inputs, outputs);
    }

    private static Map<String, Attribute.Weight> state(ExportedProgram program, ProgramSignature signature) {
        Map<String, Attribute.Weight> state = new LinkedHashMap<>();
        for (ProgramSignature.Input input : signature.inputs()) {
            Optional<Weight> weight = input.weightPath().flatMap(program.data()::find);
            if (weight.isPresent()) {
                state.put(weight.get().fqn(), attribute(weight.get()));
            }
        }
        return state;
    }

    private static Attribute.Weight attribute(Weight weight) {
        var tensor = weight.tensor();
        return new Attribute.Weight(tensor.spec(), new WeightRef(tensor.storage(), tensor.offset(), tensor.strides()));
    }

    private static SymbolRanges ranges(ExportedProgram program) {
        Map<String, SymRange> ranges = new LinkedHashMap<>(program.rangeConstraints());
        Map<String, Long> hints = new HashMap<>();
        for (TensorMeta meta : program.module().graph().values().tensors().values()) {
            for (SymInt size : meta.sizes()) {
                if (size instanceof SymInt.Symbolic(SymExpr.Symbol(String name), String text, Hint hint)
                        && hint instanceof Hint.OfInt(long value)) {
                    hints.putIfAbsent(name, value);
                }
            }
        }
        return new SymbolRanges(ranges, hints);
    }

    /** Strides of the inputs that are not row-major. */
    private static Map<String, List<SymExpr>> strides(ExportedGraph exported, GraphImporter importer) {
        Map<String, List<SymExpr>> strides = new HashMap<>();
        // The reader of the file made equal metadata one object, and most inputs are weights of few shapes.
        Map<TensorMeta, List<SymExpr>> known = new IdentityHashMap<>();
        for (Node node : importer.graph()) {
            if (node.kind() != NodeKind.PLACEHOLDER) {
                break;
            }
            TensorMeta meta = exported.values().tensors().get(node.name());
            if (meta != null) {
                List<SymExpr> steps = known.computeIfAbsent(meta, Importer::unusualStrides);
                if (!steps.isEmpty()) {
                    strides.put(node.name(), steps);
                }
            }
        }
        return strides;
    }

    /** None when row-major. */
    private static List<SymExpr> unusualStrides(TensorMeta meta) {
        List<SymExpr> steps = meta.strides().steps().stream().map(SymInt::expr).toList();
        return isRowMajor(meta, steps) ? List.of() : steps;
    }

    private static boolean isRowMajor(TensorMeta meta, List<SymExpr> steps) {
        SymExpr expected = SymExpr.of(1);
        for (int axis = steps.size() - 1; axis >= 0; axis--) {
            SymExpr extent = meta.sizes().get(axis).expr();
            if (!extent.equals(SymExpr.of(1)) && !steps.get(axis).equals(expected)) {
                return false;
            }
            expected = SymMath.mul(expected, extent);
        }
        return true;
    }
}
