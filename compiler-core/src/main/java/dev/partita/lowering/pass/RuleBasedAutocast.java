package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.lowering.AutocastOptions;
import dev.partita.lowering.LoweringOptions;
import dev.partita.tensor.DType;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Casts the tensor arguments of every call to low precision, or to float32 where the options say so.
 *
 * <p>Before: {@code linear(x, w, b)} in float32. After: {@code linear(x.to(bf16), w.to(bf16), b.to(bf16))}. Does not
 * touch {@code getitem} and regions with an autocast of their own, nor integers and booleans unless Torch-TensorRT is to
 * be matched, which casts indices too; does nothing when autocast is off.
 */
public final class RuleBasedAutocast implements Pass {

    private static final OpName TO = OpName.of("aten.to.dtype");
    private static final OpName GETITEM = OpName.of("_operator.getitem");
    private static final OpName REGION = OpName.of("higher_order.wrap_with_autocast");

    @Override
    public String name() {
        return "rule_based_autocast";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        options.autocast().ifPresent(autocast -> cast(graph, autocast));
    }

    private static void cast(Graph graph, AutocastOptions options) {
        List<Pattern> excluded = options.excludedModules().stream().map(Pattern::compile).toList();
        for (Node node : graph.nodes()) {
            if (!node.isCall() || node.calls(GETITEM) || node.calls(REGION)) {
                continue;
            }
            boolean exact = options.excludedOps().contains(node.op().qualified())
                    || excluded.stream().anyMatch(pattern -> pattern.matcher(node.origin().modulePath()).lookingAt());
            cast(graph, node, exact ? DType.FLOAT32 : options.lowPrecision(), options.castsIntegers());
        }
    }

    private static void cast(Graph graph, Node node, DType dtype, boolean castsIntegers) {
        List<Arg> args = new ArrayList<>();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        graph.insertingBefore(node, () -> {
            node.args().forEach(arg -> args.add(cast(graph, arg, dtype, castsIntegers)));
            node.kwargs().forEach((name, arg) -> kwargs.put(name, cast(graph, arg, dtype, castsIntegers)));
        });
        node.setArguments(args, kwargs);
        if (node.value() instanceof Value.Tensor(TensorSpec spec) && takesPart(spec, castsIntegers)) {
            node.setValue(Value.of(new TensorSpec(dtype, spec.shape())));
        }
    }

    private static Arg cast(Graph graph, Arg arg, DType dtype, boolean castsIntegers) {
        return switch (arg) {
            case Arg.Ref(Node node) when node.value() instanceof Value.Tensor(TensorSpec spec)
                    && spec.dtype() != dtype && takesPart(spec, castsIntegers) ->
                Arg.of(graph.callOverload(TO, List.of(arg, Arg.of(dtype)), Map.of())
                        .setValue(Value.of(new TensorSpec(dtype, spec.shape()))).setOrigin(node.origin()));
            case Arg.ListOf(List<Arg> items) ->
                Arg.list(items.stream().map(item -> cast(graph, item, dtype, castsIntegers)).toList());
            default -> arg;
        };
    }

    private static boolean takesPart(TensorSpec spec, boolean castsIntegers) {
        return castsIntegers || spec.dtype().isFloatingPoint();
    }
}
