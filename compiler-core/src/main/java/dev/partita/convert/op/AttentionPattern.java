package dev.partita.convert.op;

import dev.partita.convert.Arguments;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Attention as lowering writes it: {@code matmul(softmax(matmul(q, k^T) * scale + bias), v)}; scale and bias may be missing.
 * Nobody else reads what is inside.
 *
 * @param output the last product
 * @param scaling the product or quotient of the scores and one number
 * @param keys the permutation that transposes the keys
 */
record AttentionPattern(
        Node output, Node softmax, Optional<Bias> bias, Optional<Node> scaling, Node scores, Optional<Node> keys) {

    private static final Set<OpName> PRODUCTS = Set.of(OpName.of("aten.matmul.default"), OpName.of("aten.bmm.default"));
    private static final Set<OpName> COPIES = Set.of(
            OpName.of("aten.clone.default"), OpName.of("aten.alias.default"), OpName.of("aten.detach.default"));
    private static final OpName SOFTMAX = OpName.of("aten._softmax.default");
    private static final OpName ADD = OpName.of("aten.add.Tensor");
    private static final OpName PERMUTE = OpName.of("aten.permute.default");

    static final Set<OpName> MULTIPLICATIONS = Set.of(OpName.of("aten.mul.Tensor"), OpName.of("aten.mul.Scalar"));
    private static final Set<OpName> DIVISIONS = Set.of(OpName.of("aten.div.Tensor"), OpName.of("aten.div.Scalar"));

    /** The sum, and which of its operands is added to the scores. */
    record Bias(Node sum, int operand) {}

    /** The attention whose last product this node is; all of it must be {@code within}. */
    static Optional<AttentionPattern> endingAt(Node output, Predicate<Node> within) {
        if (!isProduct(output)) {
            return Optional.empty();
        }
        Optional<Node> softmax = inner(output, 0, within).filter(AttentionPattern::isOverLastAxis);
        if (softmax.isEmpty()) {
            return Optional.empty();
        }
        Optional<Bias> bias = inner(softmax.get(), 0, within).flatMap(sum -> bias(sum, within));
        Node reader = bias.map(Bias::sum).orElse(softmax.get());
        Optional<Node> operand = inner(reader, bias.map(found -> 1 - found.operand()).orElse(0), within);
        Optional<Node> scaling = operand.filter(AttentionPattern::isScaling);
        Optional<Node> scores = scaling.isPresent() ? inner(scaling.get(), 0, within) : operand;
        return scores.filter(AttentionPattern::isProduct)
                .filter(product -> alike(product, output))
                .map(product -> new AttentionPattern(
                        output, softmax.get(), bias, scaling, product, transposed(product, within)));
    }

    /** What becomes nothing on its own. */
    Set<Node> inside() {
        List<Node> nodes = new ArrayList<>(List.of(softmax, scores));
        nodes.addAll(copies(output, 0));
        nodes.addAll(copies(softmax, 0));
        bias.ifPresent(found -> {
            nodes.add(found.sum());
            nodes.addAll(copies(found.sum(), 1 - found.operand()));
        });
        scaling.ifPresent(node -> {
            nodes.add(node);
            nodes.addAll(copies(node, 0));
        });
        keys.filter(permute -> permute.users().size() == 1).ifPresent(nodes::add);
        return Set.copyOf(nodes);
    }

    /** The operand behind copies of it, when this node alone reads it and them. */
    private static Optional<Node> inner(Node node, int index, Predicate<Node> within) {
        List<Node> path = copies(node, index);
        Optional<Node> operand = path.isEmpty() ? operand(node, index) : operand(path.getLast(), 0);
        return Stream.concat(path.stream(), operand.stream())
                        .allMatch(step -> within.test(step) && step.users().size() == 1)
                ? operand
                : Optional.empty();
    }

    /** Copies that change nothing, from the reader on: what dropout leaves behind. */
    private static List<Node> copies(Node reader, int index) {
        List<Node> copies = new ArrayList<>();
        Optional<Node> next = operand(reader, index).filter(AttentionPattern::isCopy);
        while (next.isPresent()) {
            copies.add(next.get());
            next = operand(next.get(), 0).filter(AttentionPattern::isCopy);
        }
        return copies;
    }

    private static boolean isCopy(Node node) {
        return COPIES.contains(node.op()) && operand(node, 0).flatMap(AttentionPattern::spec).equals(spec(node));
    }

    private static Optional<Node> operand(Node node, int index) {
        return node.arg(index).filter(Arg.Ref.class::isInstance).map(arg -> ((Arg.Ref) arg).node()).filter(Node::isCall);
    }

    private static boolean isProduct(Node node) {
        return PRODUCTS.contains(node.op())
                && spec(node).filter(spec -> spec.dtype().isFloatingPoint() && spec.dtype() != DType.FLOAT64).isPresent();
    }

    private static boolean isOverLastAxis(Node node) {
        int rank = spec(node).map(TensorSpec::rank).orElse(0);
        return node.calls(SOFTMAX)
                && rank >= 2
                && Arguments.integer(node, 1, -1).filter(axis -> Arguments.axis(axis, rank) == rank - 1).isPresent()
                && !Arguments.flag(node, 2, false);
    }

    /** A sum without factors, one of whose operands is scores of the sum's shape. */
    private static Optional<Bias> bias(Node sum, Predicate<Node> within) {
        if (!sum.calls(ADD) || !sum.kwargs().isEmpty() || sum.args().size() != 2) {
            return Optional.empty();
        }
        for (int operand = 1; operand >= 0; operand--) {
            Optional<Node> scores = inner(sum, 1 - operand, within)
                    .filter(node -> isScaling(node) || isProduct(node))
                    .filter(node -> spec(node).equals(spec(sum)));
            if (scores.isPresent() && Arguments.spec(sum, operand).isPresent() && sum.inputs().size() == 2) {
                return Optional.of(new Bias(sum, operand));
            }
        }
        return Optional.empty();
    }

    /** A product or quotient of a tensor and one number, in the tensor's type. */
    private static boolean isScaling(Node node) {
        boolean scales = (MULTIPLICATIONS.contains(node.op()) || DIVISIONS.contains(node.op())) && node.kwargs().isEmpty();
        return scales && operand(node, 0).flatMap(AttentionPattern::spec).equals(spec(node)) && isOneNumber(node.args().get(1));
    }

    private static boolean isOneNumber(Arg arg) {
        return Arguments.real(arg).isPresent()
                || (arg instanceof Arg.Ref(Node weight)
                        && weight.kind() == NodeKind.GET_ATTR
                        && spec(weight).filter(spec -> spec.rank() == 0).isPresent());
    }

    /** Products of one rank and type, whose batches and heads are the same, so that nothing is broadcast. */
    private static boolean alike(Node scores, Node output) {
        return List.of(Arguments.spec(scores, 0), Arguments.spec(scores, 1), Arguments.spec(output, 1)).stream()
                .allMatch(operand -> operand.isPresent()
                        && operand.get().dtype() == spec(output).orElseThrow().dtype()
                        && batches(operand.get().shape()).equals(batches(spec(output).orElseThrow().shape())));
    }

    private static List<SymExpr> batches(Shape shape) {
        return shape.dims().subList(0, Math.max(0, shape.rank() - 2));
    }

    /** The permutation of the keys, when it swaps the last two axes and no others. */
    private static Optional<Node> transposed(Node scores, Predicate<Node> within) {
        return operand(scores, 1).filter(within).filter(node -> node.calls(PERMUTE)).filter(permute -> {
            int rank = spec(permute).map(TensorSpec::rank).orElse(0);
            List<Integer> order = Arguments.integers(permute, 1).orElse(List.of()).stream()
                    .map(axis -> Arguments.axis(axis, rank))
                    .toList();
            List<Integer> swapped = new ArrayList<>();
            for (int axis = 0; axis < rank - 2; axis++) {
                swapped.add(axis);
            }
            swapped.addAll(List.of(rank - 1, rank - 2));
            return order.equals(swapped);
        });
    }

    private static Optional<TensorSpec> spec(Node node) {
        return node.value().tensor();
    }
}
