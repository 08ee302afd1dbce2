package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.Collection;
import java.util.List;

/**
 * Reads the bias of efficient attention as a causal mask, when the setting {@code attn_bias_is_causal} says that it is.
 *
 * <p>Before: {@code attention(q, k, v, bias, ...)}. After: {@code attention(q, k, v, None, False, 0.0, True)}; keyword
 * arguments stay. Does not fire without a bias, or when queries and keys differ in length.
 */
public final class ForceCausalEfficientAttention implements Pass {

    private static final OpName ATTENTION = OpName.of("aten._scaled_dot_product_efficient_attention.default");

    @Override
    public String name() {
        return "force_causal_efficient_attention";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(ATTENTION);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        if (!options.attentionBiasIsCausal()) {
            return;
        }
        boolean changed = false;
        for (Node node : graph) {
            if (node.calls(ATTENTION) && node.arg(3).filter(bias -> !(bias instanceof Arg.None)).isPresent()
                    && sameLength(node.args().get(0), node.args().get(1))) {
                node.setArgs(List.of(node.args().get(0), node.args().get(1), node.args().get(2),
                        Arg.NONE, Arg.of(false), Arg.of(0.0), Arg.of(true)));
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    /** Tensors are {@code [N, heads, length, width]}. */
    private static boolean sameLength(Arg query, Arg key) {
        return Call.specOf(query).orElseThrow().shape().dim(-2).equals(Call.specOf(key).orElseThrow().shape().dim(-2));
    }
}
