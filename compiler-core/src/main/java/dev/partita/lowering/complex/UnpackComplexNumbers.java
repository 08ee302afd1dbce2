package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.lowering.pass.Pass;
import dev.partita.shape.ShapeRules;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets TensorRT compute with complex numbers, part by part.
 *
 * <p>Before: {@code z = view_as_complex(x); w = z * c; y = view_as_real(w)}, as rotary position embeddings are often
 * written. After: {@code y = cat(x0 * c0 - x1 * c1, x0 * c1 + x1 * c0)} with the parts {@code x0, x1, c0, c1}. It
 * starts from pairs that the program has ({@code view_as_complex}, {@code polar}) and from complex inputs and weights;
 * numbers that an operator of Torch makes, such as a Fourier transform, stay complex. Where an operator without a rule
 * or the output reads a result, it becomes complex again.
 *
 * <p>Torch-TensorRT rewrites the same operators, but takes the last axis of any tensor that meets a complex one for
 * the parts; Partita keeps the program's meaning there.
 */
public final class UnpackComplexNumbers implements Pass {

    private static final OpName AS_COMPLEX = OpName.of("aten.view_as_complex.default");
    private static final OpName AS_REAL = OpName.of("aten.view_as_real.default");
    private static final OpName POLAR = OpName.of("aten.polar.default");
    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final ComplexRules rules = ComplexRules.standard();
    private final ShapeRules shapes;

    public UnpackComplexNumbers(ShapeRules shapes) {
        this.shapes = shapes;
    }

    @Override
    public String name() {
        return "complex_lowering_pass";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        Run run = new Run(graph);
        boolean changed = false;
        for (Node node : graph.nodes()) {
            changed |= run.visit(node);
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    private final class Run {

        private final Graph graph;
        /** The pair tensor of each complex one that has one. */
        private final Map<Node, Node> pairs = new IdentityHashMap<>();
        /** Complex tensors that no call computes any more, with what makes them from their pair, once it is needed. */
        private final Map<Node, Optional<Node>> restored = new IdentityHashMap<>();

        Run(Graph graph) {
            this.graph = graph;
        }

        boolean visit(Node node) {
            if (node.calls(AS_COMPLEX) && !isComplex(node.input(0))) {
                pairs.put(node, node.input(0));
                return true;
            }
            if (node.calls(GETITEM) && pairs.containsKey(node.input(0))) {
                return pieceOf(node);
            }
            Optional<Arg> result = node.isCall() ? rewritten(node) : Optional.empty();
            if (result.isPresent() && result.get() instanceof Arg.Ref(Node replacement)) {
                if (isComplex(node)) {
                    pairs.put(node, replacement);
                    restored.put(node, Optional.empty());
                } else {
                    node.replaceAllUsesWith(replacement);
                }
                return true;
            }
            return readsRestored(node);
        }

        private boolean pieceOf(Node node) {
            Node piece = ((Arg.Ref) calls(node).before(() -> graph.call(
                    GETITEM, List.of(Arg.of(pair(node.input(0))), node.args().get(1)), Map.of()))).node();
            int index = Math.toIntExact(((Arg.Int) node.args().get(1)).value());
            piece.setValue(((Value.Tuple) piece.input(0).value()).items().get(index));
            pairs.put(node, piece);
            restored.put(node, Optional.empty());
            return true;
        }

        private Optional<Arg> rewritten(Node node) {
            Optional<ComplexRule> rule = rules.find(node.op());
            boolean startsHere = node.calls(POLAR);
            if (rule.isEmpty() || !startsHere && node.inputs().stream().noneMatch(this::comesInPairs)) {
                return Optional.empty();
            }
            OpSchema schema = OpSchemas.standard().find(node.op()).orElseThrow();
            Call call = Call.bind(schema, node.args(), node.kwargs());
            return rule.get().rewrite(new ComplexCall(call, calls(node), this::pair));
        }

        private RealCalls calls(Node node) {
            return new RealCalls(graph, shapes, node);
        }

        private boolean comesInPairs(Node node) {
            return pairs.containsKey(node) || isComplex(node) && !node.isCall();
        }

        private Node pair(Node complex) {
            Node known = pairs.get(complex);
            if (known == null) {
                known = complex.kind() == NodeKind.GET_ATTR ? unpackedConstant(complex) : asReal(complex);
                pairs.put(complex, known);
            }
            return known;
        }

        private Node asReal(Node complex) {
            List<Node> made = new ArrayList<>();
            graph.insertingAfter(complex, () -> made.add(view(graph, AS_REAL, complex, true)));
            return made.getFirst();
        }

        /** A constant of its own, computed from the complex one. */
        private Node unpackedConstant(Node complex) {
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
                        results.add(Arg.of(view(folded.recipe(), AS_REAL, complex, false))));
                output.setArgs(List.of(Arg.list(results)));
                return constant(folded.recipe(), results);
            }
            Graph recipe = new Graph();
            recipe.putAttribute(path, source);
            Node complex = recipe.getAttr(path).setValue(value);
            List<Arg> results = List.of(Arg.of(view(recipe, AS_REAL, complex, false)));
            recipe.output(Arg.list(results));
            return constant(recipe, results);
        }

        private static Attribute constant(Graph recipe, List<Arg> results) {
            return new Attribute.Folded(Call.specOf(results.getLast()).orElseThrow(), recipe, results.size() - 1);
        }

        /** Gives back complex numbers to an operator without a rule and to the output. */
        private boolean readsRestored(Node node) {
            boolean changed = false;
            for (Node input : List.copyOf(node.inputs())) {
                if (restored.containsKey(input) && input.value().tensor().isPresent()) {
                    node.replaceInput(input, restored(input));
                    changed = true;
                }
            }
            return changed;
        }

        private Node restored(Node complex) {
            Optional<Node> known = restored.getOrDefault(complex, Optional.empty());
            if (known.isPresent()) {
                return known.get();
            }
            List<Node> made = new ArrayList<>();
            graph.insertingAfter(complex, () -> made.add(
                    view(graph, AS_COMPLEX, pairs.getOrDefault(complex, complex), true).setOrigin(complex.origin())));
            restored.put(complex, Optional.of(made.getFirst()));
            return made.getFirst();
        }

        private Node view(Graph target, OpName op, Node tensor, boolean namedByOverload) {
            Call call = Call.bind(OpSchemas.standard().find(op).orElseThrow(), List.of(Arg.of(tensor)), Map.of());
            Node node = namedByOverload ? target.callOverload(op, call.values(), Map.of())
                    : target.call(op, call.values(), Map.of());
            return node.setValue(shapes.infer(call).orElseThrow()).setOrigin(tensor.origin());
        }

        private static boolean isComplex(Node node) {
            Value value = node.value() instanceof Value.Tuple(List<Value> items) && !items.isEmpty()
                    ? items.getFirst() : node.value();
            return value.tensor().filter(spec -> spec.dtype().isComplex()).isPresent();
        }
    }
}
