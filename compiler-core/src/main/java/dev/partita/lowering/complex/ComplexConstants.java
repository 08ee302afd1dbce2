package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.ShapeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pair tensors of complex weights and constants: constants of their own, {@code NAME_unpacked_complex}. */
final class ComplexConstants {

    private static final OpName AS_REAL = OpName.of("aten.view_as_real.default");

    private final Graph graph;
    private final ShapeRules shapes;

    ComplexConstants(Graph graph, ShapeRules shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /** Makes a reader of the pair tensor, behind the one of the complex tensor. */
    Node reader(Node complex) {
        String path = complex.target().replace(".", "__") + "_unpacked_complex";
        Attribute source = graph.attribute(complex.target()).orElseThrow();
        if (graph.attribute(path).isEmpty()) {
            graph.putAttribute(path, unpacked(complex.target(), source, complex.value()));
        }
        Attribute.Folded made = (Attribute.Folded) graph.attribute(path).orElseThrow();
        List<Node> reader = new ArrayList<>();
        graph.insertingAfter(complex, () -> reader.add(
                graph.getAttr(path).setValue(Value.of(made.spec())).setOrigin(complex.origin())));
        return reader.getFirst();
    }

    private Attribute unpacked(String path, Attribute source, Value value) {
        if (source instanceof Attribute.Folded folded) {
            // The recipe that makes the complex constant gives one more result.
            Node output = folded.recipe().outputNode();
            List<Arg> results = new ArrayList<>(((Arg.ListOf) output.args().getFirst()).items());
            Node complex = ((Arg.Ref) results.get(folded.index())).node();
            folded.recipe().insertingBefore(output, () ->
                    results.add(Arg.of(asReal(folded.recipe(), complex))));
            output.setArgs(List.of(Arg.list(results)));
            return constant(folded.recipe(), results);
        }
        Graph recipe = new Graph();
        recipe.putAttribute(path, source);
        Node complex = recipe.getAttr(path).setValue(value);
        List<Arg> results = List.of(Arg.of(asReal(recipe, complex)));
        recipe.output(Arg.list(results));
        return constant(recipe, results);
    }

    private Node asReal(Graph recipe, Node complex) {
        Call call = Call.bind(OpSchemas.standard().find(AS_REAL).orElseThrow(), List.of(Arg.of(complex)), Map.of());
        return recipe.call(AS_REAL, call.values(), Map.of())
                .setValue(shapes.infer(call).orElseThrow()).setOrigin(complex.origin());
    }

    private static Attribute constant(Graph recipe, List<Arg> results) {
        return new Attribute.Folded(Call.specOf(results.getLast()).orElseThrow(), recipe, results.size() - 1);
    }
}
