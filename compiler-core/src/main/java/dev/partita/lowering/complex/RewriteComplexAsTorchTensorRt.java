package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.lowering.pass.Pass;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Torch-TensorRT's rewriting of complex numbers, its mistakes included; runs only when it is to be matched, and {@link
 * UnpackComplexNumbers} otherwise.
 *
 * <p>Before: {@code z = complex input; w = z * weight; y = abs(w)}. After: {@code z_unpacked_complex} is an input of
 * real numbers with a last axis of 2, {@code weight_unpacked_complex} a constant of that form, and the calls work on the
 * parts. An operator without a rule gets complex numbers back.
 *
 * <p>What it gets wrong: it marks a tensor as pair tensor when its result was complex, also where an operator of Torch
 * still makes complex numbers; a rule then takes places 0 and 1 of the last axis for the parts, and so it does with a
 * real factor of a complex weight. The results of such a program are wrong, or have another shape.
 */
public final class RewriteComplexAsTorchTensorRt implements Pass {

    private static final OpName AS_COMPLEX = OpName.of("aten.view_as_complex.default");
    private static final OpName AS_REAL = OpName.of("aten.view_as_real.default");

    private final LayoutRules rules = LayoutRules.torchTensorRt();
    private final ShapeRules shapes;

    public RewriteComplexAsTorchTensorRt(ShapeRules shapes) {
        this.shapes = shapes;
    }

    @Override
    public String name() {
        return "complex_lowering_pass";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        if (!options.matchTorchTensorRt()) {
            return;
        }
        List<Node> touched = graph.nodes().stream().filter(RewriteComplexAsTorchTensorRt::touchesComplex).toList();
        if (!touched.isEmpty()) {
            new Run(graph, options.truncateDouble()).rewrite(touched);
        }
    }

    private static boolean touchesComplex(Node node) {
        return node.isCall() && (node.value().isComplex() || node.inputs().stream().anyMatch(input -> input.value().isComplex()));
    }

    private final class Run {

        private final Graph graph;
        private final boolean truncateDouble;
        /** Nodes that are held for pair tensors. */
        private final Set<Node> marks = new HashSet<>();
        /** Nodes that have come to read something else. */
        private final Set<Node> rewired = new HashSet<>();

        Run(Graph graph, boolean truncateDouble) {
            this.graph = graph;
            this.truncateDouble = truncateDouble;
        }

        void rewrite(List<Node> touched) {
            Set<Node> sources = new LinkedHashSet<>();
            for (Node node : touched) {
                node.inputs().stream().filter(input -> input.value().isComplex() && !input.isCall()).forEach(sources::add);
                if (node.value().isComplex()) {
                    marks.add(node);
                }
            }
            sources.forEach(this::unpack);
            boolean changed = false;
            for (Node node : touched) {
                changed |= !node.isErased() && visit(node);
            }
            Value returned = graph.outputNode().value();
            ValuePropagation.run(graph, shapes, rewired);
            if (!changed) {
                // There only calls get other values then.
                graph.outputNode().setValue(returned);
            }
        }

        private void unpack(Node source) {
            Node pair = source.kind() == NodeKind.GET_ATTR
                    ? new ComplexConstants(graph, shapes).reader(source) : unpackedInput(source);
            marks.add(pair);
            rewired.addAll(source.replaceAllUsesWith(pair));
            graph.erase(source);
            DeadCode.remove(graph, List.of());
        }

        private Node unpackedInput(Node input) {
            TensorSpec spec = input.value().tensor().orElseThrow();
            List<SymExpr> dims = new ArrayList<>(spec.shape().dims());
            dims.add(SymExpr.of(2));
            boolean single = spec.dtype() == DType.COMPLEX64 || spec.dtype() == DType.COMPLEX128 && truncateDouble;
            TensorSpec pair = new TensorSpec(single ? DType.FLOAT32 : DType.FLOAT64, Shape.of(dims));
            List<Node> made = new ArrayList<>();
            graph.insertingBefore(input, () -> made.add(graph.placeholder(input.target() + "_unpacked_complex")
                    .setValue(Value.of(pair)).setOrigin(input.origin())));
            return made.getFirst();
        }

        /** Whether the graph counts as changed. */
        private boolean visit(Node node) {
            Optional<LayoutRules.Entry> entry = rules.find(node.op());
            if (entry.isEmpty()) {
                return !rules.passesOver(node.op()) && surround(node);
            }
            Optional<Arg> result = entry.get().rule().rewrite(
                    new LayoutCall(graph, node, RealCalls.plain(graph, node), marks));
            if (result.isPresent() && result.get() instanceof Arg.Ref(Node replacement) && replacement != node) {
                if (entry.get().givesPairs()) {
                    marks.add(replacement);
                }
                rewired.addAll(node.replaceAllUsesWith(replacement));
                graph.erase(node);
            }
            return result.isPresent();
        }

        /** Complex numbers for an operator without a rule, and pairs of its result. */
        private boolean surround(Node node) {
            List<Arg> args = new ArrayList<>();
            boolean changed = false;
            for (Arg arg : node.args()) {
                boolean pair = arg instanceof Arg.Ref(Node input) && marks.contains(input)
                        && !(input.value() instanceof Value.Tuple);
                args.add(pair ? RealCalls.before(graph, node, () ->
                        graph.callOverload(AS_COMPLEX, List.of(arg), Map.of()).setOrigin(node.origin())) : arg);
                changed |= pair;
            }
            if (!changed) {
                return false;
            }
            node.setArgs(args);
            if (!marks.contains(node)) {
                return false;
            }
            List<Node> made = new ArrayList<>();
            graph.insertingAfter(node, () -> made.add(
                    graph.callOverload(AS_REAL, List.of(Arg.of(node)), Map.of()).setOrigin(node.origin())));
            Node pair = made.getFirst();
            marks.add(pair);
            node.users().stream().filter(user -> user != pair).toList().forEach(user -> user.replaceInput(node, pair));
            return true;
        }
    }
}
