package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.OutputSpec;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRanges;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a program hangs together before anything is built on it: every name is defined once and before its use,
 * every tensor is described, the signature fits the graph, every weight is there and looks as the graph says.
 */
final class ProgramVerifier {

    private final ExportedProgram program;

    private ProgramVerifier(ExportedProgram program) {
        this.program = program;
    }

    /** @throws Pt2Exception at the first breach */
    static ExportedProgram verify(ExportedProgram program) {
        new ProgramVerifier(program).verify();
        return program;
    }

    private void verify() {
        ExportedGraph graph = program.module().graph();
        verify(graph, "graph");
        List<InputSpec> inputs = program.module().signature().inputs();
        List<OutputSpec> outputs = program.module().signature().outputs();
        if (inputs.size() != graph.inputs().size() || outputs.size() != graph.outputs().size()) {
            throw broken("the signature describes " + inputs.size() + " inputs and " + outputs.size()
                    + " outputs, the graph has " + graph.inputs().size() + " and " + graph.outputs().size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            verify(inputs.get(i), graph.inputs().get(i));
        }
        try {
            SymRanges.perSymbol(program.rangeConstraints());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw broken("range constraint: " + e.getMessage());
        }
    }

    private void verify(InputSpec spec, Argument input) {
        switch (spec) {
            case InputSpec.Parameter(String name, String fqn) -> weight(name, fqn, input);
            case InputSpec.Buffer(String name, String fqn, boolean persistent) -> weight(name, fqn, input);
            case InputSpec.TensorConstant(String name, String fqn) -> weight(name, fqn, input);
            case InputSpec.UserInput(Argument argument) -> {
                if (!isSame(argument, input)) {
                    throw broken("the signature's user input " + argument + " is not the graph's input " + input);
                }
            }
            case InputSpec.CustomObject c -> { }
            case InputSpec.Token t -> { }
            case InputSpec.ConstantInput c -> { }
        }
    }

    /** Most are tensors, which a name says; whether records are equal is found by code that a first program would wait for. */
    private static boolean isSame(Argument one, Argument other) {
        return one instanceof Argument.Tensor(String name) && other instanceof Argument.Tensor(String otherName)
                ? name.equals(otherName) : one.equals(other);
    }

    private void weight(String name, String fqn, Argument input) {
        if (!(input instanceof Argument.Tensor(String tensor) && tensor.equals(name))) {
            throw broken("the signature's '" + name + "' is not the graph's input " + input);
        }
        Optional<Weight> data = program.data().find(fqn);
        if (data.isEmpty()) {
            if (!program.data().opaque().containsKey(fqn)) {
                throw broken("the data of '" + fqn + "' is missing");
            }
            return;
        }
        TensorMeta meta = program.module().graph().values().tensor(name).orElseThrow();
        if (!isDescribedBy(meta, data.get().tensor())) {
            throw broken("the graph says that '" + fqn + "' is " + meta.spec() + " but the data is "
                    + data.get().tensor().spec());
        }
    }

    private static boolean isDescribedBy(TensorMeta meta, MappedTensor data) {
        boolean same = meta.dtype() == data.dtype() && meta.sizes().size() == data.sizes().size();
        for (int axis = 0; same && axis < data.sizes().size(); axis++) {
            same = meta.sizes().get(axis).expr() instanceof SymExpr.Constant(long extent) && extent == data.sizes().get(axis);
        }
        return same;
    }

    private void verify(ExportedGraph graph, String where) {
        Set<String> defined = HashSet.newHashSet(graph.values().tensors().size());
        for (Argument input : graph.inputs()) {
            define(input, graph, defined, where);
        }
        for (ExportedNode node : graph.nodes()) {
            for (NamedArgument argument : node.inputs()) {
                use(argument.value(), defined, where, node.target());
            }
            for (Argument output : node.outputs()) {
                define(output, graph, defined, where);
            }
        }
        for (Argument output : graph.outputs()) {
            use(output, defined, where, "the output");
        }
    }

    private void define(Argument argument, ExportedGraph graph, Set<String> defined, String where) {
        // By far the most: without the lists that the others need.
        if (argument instanceof Argument.Tensor(String tensor)) {
            define(tensor, defined, where);
            describe(tensor, graph, where);
            return;
        }
        ArgumentNames.of(argument).forEach(name -> define(name, defined, where));
        ArgumentNames.tensors(argument).forEach(tensor -> describe(tensor, graph, where));
    }

    private void define(String name, Set<String> defined, String where) {
        if (!defined.add(name)) {
            throw broken("value '" + name + "' is defined twice in " + where);
        }
    }

    private void describe(String tensor, ExportedGraph graph, String where) {
        if (!graph.values().tensors().containsKey(tensor)) {
            throw broken("tensor '" + tensor + "' in " + where + " has no entry in tensor_values");
        }
    }

    private void use(Argument argument, Set<String> defined, String where, String user) {
        if (argument instanceof Argument.Tensor(String name)) {
            use(name, defined, where, user);
            return;
        }
        if (argument instanceof Argument.SubGraph(String name, ExportedGraph graph)) {
            verify(graph, where + "." + name);
            return;
        }
        if (argument instanceof Argument.Dictionary(var entries)) {
            entries.values().forEach(entry -> use(entry, defined, where, user));
            return;
        }
        for (String name : ArgumentNames.of(argument)) {
            use(name, defined, where, user);
        }
    }

    private void use(String name, Set<String> defined, String where, String user) {
        if (!defined.contains(name)) {
            throw broken(user + " in " + where + " uses the value '" + name + "' before it is defined");
        }
    }

    private Pt2Exception broken(String problem) {
        return new Pt2Exception("model '" + program.name() + "': " + problem);
    }
}
