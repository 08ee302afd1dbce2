package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces what depends on weights and numbers alone by a constant {@code _frozen_paramN}.
 *
 * <p>Before: {@code t = permute(weight, [1, 0]); addmm(b, x, t)}. After: {@code addmm(b, x, _frozen_param0)}. Does not
 * fire for random numbers, higher-order ops, symbolic extents, and results that are no single tensor.
 *
 * <p>Nothing is computed here: the constant is an {@link Attribute.Folded}, a recipe over the weights.
 */
public final class ConstantFold implements Pass {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    @Override
    public String name() {
        return "constant_fold";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        List<Node> folded = replaced(known(graph));
        if (!folded.isEmpty()) {
            replace(graph, folded);
        }
        DeadCode.remove(graph, node -> node.kind() == NodeKind.GET_ATTR);
        DeadCode.remove(graph, List.of());
    }

    /**
     * The known results that become constants: those that an unknown node reads. Inductor's folder forgets a result
     * when its last reader has been folded and its reads, counted one by one, equal its readers; so a result that one
     * node reads twice also takes a number, though nobody reads the constant then. Numbers are compared with those of
     * Torch-TensorRT, so the count is kept.
     */
    private static List<Node> replaced(Set<Node> known) {
        Set<Node> replaced = new LinkedHashSet<>();
        Map<Node, Integer> reads = new IdentityHashMap<>();
        for (Node node : known) {
            if (!(node.value() instanceof Value.Tensor)) {
                continue;
            }
            replaced.add(node);
            node.forEachInput(input -> reads.merge(input, 1, Integer::sum));
            for (Node input : node.inputs()) {
                boolean last = input.users().stream().noneMatch(node::isBefore);
                if (last && reads.getOrDefault(input, 0) == input.users().size()) {
                    replaced.remove(input);
                }
            }
        }
        return List.copyOf(replaced);
    }

    /** Calls whose value depends on weights and numbers alone, in order. */
    private static Set<Node> known(Graph graph) {
        Set<Node> known = new LinkedHashSet<>();
        for (Node node : graph) {
            if (node.isCall() && readsOnlyKnown(node, known) && isFoldable(node)) {
                known.add(node);
            }
        }
        return known;
    }

    private static boolean readsOnlyKnown(Node node, Set<Node> known) {
        for (Node input : node.inputs()) {
            if (!(input.isCall() ? known.contains(input) : isWeight(input))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWeight(Node node) {
        return node.kind() == NodeKind.GET_ATTR
                && !(node.graph().attribute(node.target()).orElse(null) instanceof Attribute.SubGraph);
    }

    private static boolean isFoldable(Node node) {
        if (node.calls(GETITEM)) {
            return true;
        }
        if (!node.op().isAten() && !node.op().namespace().equals("prims")) {
            return false;
        }
        Optional<OpSchema> schema = OpSchemas.standard().find(node.op());
        return schema.isPresent() && !schema.get().is(OpSchema.Flag.SEEDED) && !schema.get().mutates()
                && !node.op().op().equals("_efficientzerotensor") && isStatic(node.value());
    }

    private static boolean isStatic(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> spec.shape().isStatic();
            case Value.Tuple(List<Value> items) -> items.stream().allMatch(ConstantFold::isStatic);
            case Value.None none -> true;
            default -> false;
        };
    }

    private static void replace(Graph graph, List<Node> folded) {
        Recipe recipe = new Recipe(graph);
        List<Arg> results = folded.stream().map(node -> Arg.of(recipe.copy(node))).toList();
        recipe.graph.output(Arg.list(results));
        int number = 0;
        for (int i = 0; i < folded.size(); i++) {
            Node node = folded.get(i);
            while (graph.attribute("_frozen_param" + number).isPresent()) {
                number++;
            }
            String path = "_frozen_param" + number++;
            graph.putAttribute(path, new Attribute.Folded(node.value().tensor().orElseThrow(), recipe.graph, i));
            graph.insertingBefore(node, () -> node.replaceAllUsesWith(
                    graph.getAttr(path).setValue(node.value()).setOrigin(node.origin())));
            graph.erase(node);
        }
    }

    /** Copies what the folded nodes depend on into a graph of its own; each node once. */
    private static final class Recipe {

        private final Graph source;
        private final Graph graph = new Graph();
        private final Map<Node, Node> copies = new IdentityHashMap<>();

        Recipe(Graph source) {
            this.source = source;
        }

        /** Walks with an explicit stack: chains of constants can be long. */
        Node copy(Node wanted) {
            List<Node> stack = new ArrayList<>(List.of(wanted));
            while (!stack.isEmpty()) {
                Node node = stack.getLast();
                List<Node> missing = node.inputs().stream().filter(input -> !copies.containsKey(input)).toList();
                if (copies.containsKey(node)) {
                    stack.removeLast();
                } else if (missing.isEmpty()) {
                    stack.removeLast();
                    copies.put(node, shallowCopy(node));
                } else {
                    stack.addAll(missing);
                }
            }
            return java.util.Objects.requireNonNull(copies.get(wanted));
        }

        private Node shallowCopy(Node node) {
            Map<String, Arg> kwargs = new LinkedHashMap<>();
            node.kwargs().forEach((name, arg) -> kwargs.put(name, mapped(arg)));
            Node copy = graph.createNamed(node.name(), node.kind(), node.target(),
                    node.args().stream().map(this::mapped).toList(), kwargs);
            if (node.kind() == NodeKind.GET_ATTR) {
                source.attribute(node.target()).ifPresent(attribute -> graph.putAttribute(node.target(), attribute));
            }
            return copy.setValue(node.value()).setOrigin(node.origin());
        }

        private Arg mapped(Arg arg) {
            return arg.mapRefs(node -> java.util.Objects.requireNonNull(copies.get(node)));
        }
    }
}
