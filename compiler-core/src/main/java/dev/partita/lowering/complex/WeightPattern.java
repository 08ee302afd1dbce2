package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.FxNames;
import dev.partita.ir.Graph;
import dev.partita.ir.LastAxisIndex;
import dev.partita.ir.NameSpace;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Products with a weight and quotients, which Torch-TensorRT leaves to torch.fx's pattern rewriter. Traits that follow:
 *
 * <ul>
 *   <li>a weight's parts are read by Python's indexing ({@link LastAxisIndex}), an operand's by {@code select.int};
 *   <li>the new calls stand before the first reader of the result, not where the old one stood;
 *   <li>a further call of the operator that reads this one is taken along, with operands of the same kind;
 *   <li>a call of one tensor with itself is no match and stays.
 * </ul>
 */
enum WeightPattern {

    PRODUCT {
        @Override
        Parts of(RealCalls real, Parts x, Parts y) {
            Arg ac = real.multiply(x.real(), y.real());
            Arg first = real.subtract(ac, real.multiply(x.imaginary(), y.imaginary()));
            Arg ad = real.multiply(x.real(), y.imaginary());
            return new Parts(first, real.add(ad, real.multiply(x.imaginary(), y.real())));
        }
    },

    QUOTIENT {
        @Override
        Parts of(RealCalls real, Parts x, Parts y) {
            Arg length = real.squaredLength(y);
            Arg ac = real.multiply(x.real(), y.real());
            Arg first = real.divide(real.add(ac, real.multiply(x.imaginary(), y.imaginary())), length);
            Arg bc = real.multiply(x.imaginary(), y.real());
            Arg second = real.subtract(bc, real.multiply(x.real(), y.imaginary()));
            return new Parts(first, real.divide(second, length));
        }
    };

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    abstract Parts of(RealCalls real, Parts x, Parts y);

    /** Replaces the call and those of its operator that read it; its node is given back, which then is gone. */
    Optional<Arg> replaceAround(LayoutCall call) {
        boolean firstIsWeight = call.isWeight(0);
        boolean secondIsWeight = call.isWeight(1);
        Map<Node, Node> replaced = new HashMap<>();
        List<Node> matches = call.graph().nodes().stream().filter(node -> matches(node, call.node())).toList();
        for (Node match : matches) {
            RealCalls real = beforeReaders(call.graph(), match);
            Parts x = parts(real, match, current(match.args().get(0), replaced), firstIsWeight);
            Parts y = parts(real, match, current(match.args().get(1), replaced), secondIsWeight);
            Node result = ((Arg.Ref) real.join(of(real, x, y))).node();
            match.replaceAllUsesWith(result);
            call.graph().erase(match);
            replaced.put(match, result);
        }
        return Optional.of(Arg.of(call.node()));
    }

    private static boolean matches(Node node, Node wanted) {
        return node.isCall() && node.op().equals(wanted.op()) && node.args().size() == 2 && node.kwargs().isEmpty()
                && !node.args().get(0).equals(node.args().get(1))
                && (node == wanted || node.inputs().contains(wanted));
    }

    private static Arg current(Arg operand, Map<Node, Node> replaced) {
        return operand.mapRefs(node -> replaced.getOrDefault(node, node));
    }

    private static RealCalls beforeReaders(Graph graph, Node match) {
        Node place = match.users().stream().reduce((a, b) -> a.isBefore(b) ? a : b)
                .or(match::next).orElseThrow();
        // The rewriter traces the replacement as a program of its own and wishes for the names that it got there.
        NameSpace traced = new NameSpace();
        traced.reserve("x");
        traced.reserve("y");
        return RealCalls.madeBy((op, args, kwargs) -> RealCalls.before(graph, place, () ->
                graph.create(NodeKind.CALL_FUNCTION, op.qualified(), args, kwargs, traced.create(FxNames.ofOverload(op)))
                        .setOrigin(match.origin())));
    }

    private static Parts parts(RealCalls real, Node match, Arg operand, boolean weight) {
        if (!(operand instanceof Arg.Ref)) {
            throw new LoweringException("Torch-TensorRT, which is to be matched, cannot lower this program: it takes the "
                    + "number that '" + match.name() + "' reads for a complex tensor. Without match_torch_tensorrt "
                    + "Partita lowers it");
        }
        if (!weight) {
            return real.parts(operand);
        }
        Arg first = real.call(GETITEM, List.of(operand, LastAxisIndex.of(0)), Map.of());
        return new Parts(first, real.call(GETITEM, List.of(operand, LastAxisIndex.of(1)), Map.of()));
    }
}
