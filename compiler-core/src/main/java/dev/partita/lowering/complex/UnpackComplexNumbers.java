package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
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
 * the parts; Partita keeps the program's meaning there. When the two are to match, {@link
 * RewriteComplexAsTorchTensorRt} runs instead.
 */
public final class UnpackComplexNumbers implements Pass {

    private static final OpName AS_COMPLEX = OpName.of("aten.view_as_complex.default");
    private static final OpName AS_REAL = OpName.of("aten.view_as_real.default");
    private static final OpName POLAR = OpName.of("aten.polar.default");
    private static final List<OpName> STARTS = List.of(AS_COMPLEX, POLAR);
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
        if (options.matchTorchTensorRt() || !hasPairs(graph)) {
            return;
        }
        Run run = new Run(graph);
        boolean changed = false;
        for (Node node : graph.nodes()) {
            changed |= run.visit(node);
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    /** Whether there is anything to start from. */
    private static boolean hasPairs(Graph graph) {
        if (graph.callsAny(STARTS)) {
            return true;
        }
        for (Node node : graph) {
            if (!node.isCall() && node.kind() != NodeKind.OUTPUT && node.value().isComplex()) {
                return true;
            }
        }
        return false;
    }

    private final class Run {

        private final Graph graph;
        private final ComplexConstants constants;
        /** The pair tensor of each complex one that has one. */
        private final Map<Node, Node> pairs = new IdentityHashMap<>();
        /** Complex tensors that no call computes any more, with what makes them from their pair, once it is needed. */
        private final Map<Node, Optional<Node>> restored = new IdentityHashMap<>();

        Run(Graph graph) {
            this.graph = graph;
            this.constants = new ComplexConstants(graph, shapes);
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
            Node pair = pair(node.input(0));
            Node piece = ((Arg.Ref) RealCalls.before(graph, node, () -> graph.call(
                    GETITEM, List.of(Arg.of(pair), node.args().get(1)), Map.of()).setOrigin(node.origin()))).node();
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
            return RealCalls.withShapes(graph, shapes, node);
        }

        private boolean comesInPairs(Node node) {
            return pairs.containsKey(node) || isComplex(node) && !node.isCall();
        }

        private Node pair(Node complex) {
            Node known = pairs.get(complex);
            if (known == null) {
                known = complex.kind() == NodeKind.GET_ATTR ? constants.reader(complex) : view(AS_REAL, complex, complex);
                pairs.put(complex, known);
            }
            return known;
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
            Node made = view(AS_COMPLEX, pairs.getOrDefault(complex, complex), complex);
            restored.put(complex, Optional.of(made));
            return made;
        }

        /** The tensor seen in the other way, by a node behind {@code place}. */
        private Node view(OpName op, Node tensor, Node place) {
            Call call = Call.bind(OpSchemas.standard().find(op).orElseThrow(), List.of(Arg.of(tensor)), Map.of());
            List<Node> made = new ArrayList<>();
            graph.insertingAfter(place, () -> made.add(graph.callOverload(op, call.values(), Map.of())
                    .setValue(shapes.infer(call).orElseThrow()).setOrigin(place.origin())));
            return made.getFirst();
        }

        private static boolean isComplex(Node node) {
            Value value = node.value() instanceof Value.Tuple(List<Value> items) && !items.isEmpty()
                    ? items.getFirst() : node.value();
            return value.isComplex();
        }
    }
}
