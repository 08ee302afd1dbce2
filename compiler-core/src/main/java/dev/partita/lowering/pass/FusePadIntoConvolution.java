package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the convolution pad, with different amounts before and after.
 *
 * <p>Before: {@code p = constant_pad_nd(x, pad); convolution(p, w, b, stride, padding, ...)}. After:
 * {@code tensorrt.conv_asym_pad(x, w, b, stride, before, after, dilation, groups)}. Does not fire for transposed or
 * 1-d convolutions, for a padding with another reader, another value than 0, a negative amount, or over channels.
 */
public final class FusePadIntoConvolution implements Pass {

    private static final OpName CONVOLUTION = OpName.of("aten.convolution.default");
    private static final OpName PAD = OpName.of("aten.constant_pad_nd.default");
    private static final OpName PADDED_CONVOLUTION = OpName.of("tensorrt.conv_asym_pad.default");

    /** Amounts per spatial axis, outermost axis first. */
    private record Padding(long[] before, long[] after) {}

    @Override
    public String name() {
        return "fuse_pad_into_convolution";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(CONVOLUTION);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            Optional<Padding> padding = node.calls(CONVOLUTION) ? padding(node) : Optional.empty();
            if (padding.isPresent()) {
                replace(graph, node, padding.get());
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    private static Optional<Padding> padding(Node convolution) {
        Optional<long[]> own = integers(convolution.args().get(4));
        boolean transposed = !convolution.args().get(6).equals(Arg.of(false));
        boolean extended = integers(convolution.args().get(7))
                .filter(amounts -> java.util.Arrays.stream(amounts).allMatch(amount -> amount == 0)).isEmpty();
        if (own.isEmpty() || transposed || extended || own.get().length < 2 || own.get().length > 3) {
            return Optional.empty();
        }
        Node pad = convolution.input(0);
        if (!pad.calls(PAD) || pad.users().size() != 1 || !isZero(pad.arg(2, "value"))) {
            return Optional.empty();
        }
        return integers(pad.args().get(1)).flatMap(amounts -> added(own.get(), amounts));
    }

    /** The pad's amounts start at the last axis: {@code [before, after, before of the axis in front, ...]}. */
    private static Optional<Padding> added(long[] own, long[] amounts) {
        if (amounts.length % 2 != 0 || amounts.length > 2 * own.length
                || java.util.Arrays.stream(amounts).anyMatch(amount -> amount < 0)) {
            return Optional.empty();
        }
        Padding padding = new Padding(own.clone(), own.clone());
        for (int i = 0; i < amounts.length / 2; i++) {
            padding.before[own.length - 1 - i] += amounts[2 * i];
            padding.after[own.length - 1 - i] += amounts[2 * i + 1];
        }
        return Optional.of(padding);
    }

    private static void replace(Graph graph, Node node, Padding padding) {
        List<Arg> args = node.args();
        graph.insertingBefore(node, () -> node.replaceAllUsesWith(graph.callOverload(PADDED_CONVOLUTION, List.of(
                node.input(0).args().get(0), args.get(1), args.get(2), args.get(3),
                Arg.ints(padding.before), Arg.ints(padding.after), args.get(5), args.get(8)), Map.of())
                .setValue(node.value()).setOrigin(node.origin())));
        graph.erase(node);
    }

    private static boolean isZero(Optional<Arg> fill) {
        return fill.isEmpty() || fill.get().equals(Arg.of(0)) || fill.get().equals(Arg.of(0.0));
    }

    private static Optional<long[]> integers(Arg arg) {
        if (!(arg instanceof Arg.ListOf(List<Arg> items)) || !items.stream().allMatch(item -> item instanceof Arg.Int)) {
            return Optional.empty();
        }
        return Optional.of(items.stream().mapToLong(item -> ((Arg.Int) item).value()).toArray());
    }
}
