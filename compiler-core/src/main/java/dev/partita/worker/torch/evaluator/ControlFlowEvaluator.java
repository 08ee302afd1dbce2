package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.network.LoopBody;
import dev.partita.network.LoopOutputKind;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TripLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Loops and branches. */
final class ControlFlowEvaluator {

    private final Aten aten;

    ControlFlowEvaluator(Aten aten) {
        this.aten = aten;
    }

    List<Tensor> loop(Layer.Loop layer, NetworkEvaluator.Scope scope) {
        LoopBody body = layer.body();
        Map<LoopBody.Recurrence, Tensor> states = new HashMap<>();
        body.recurrences().forEach(state -> states.put(state, scope.get(state.initial())));
        Map<LoopBody.Result, List<Tensor>> collected = new HashMap<>();
        body.results().forEach(result -> collected.put(result, new ArrayList<>()));
        long count = layer.limit() == TripLimit.COUNT ? scope.get(layer.limitValue()).item_long() : Long.MAX_VALUE;
        for (long pass = 0; pass < count; pass++) {
            states.forEach((state, value) -> scope.put(state.variable(), value));
            for (LoopBody.Iterator iterator : body.iterators()) {
                Tensor source = scope.get(iterator.source());
                long place = iterator.reverse() ? source.size(iterator.axis()) - 1 - pass : pass;
                scope.put(iterator.variable(), source.select(iterator.axis(), place));
            }
            scope.run(body.layers());
            if (layer.limit() == TripLimit.WHILE && !scope.get(layer.limitValue()).item_bool()) {
                break;
            }
            body.results().forEach(result -> collect(result, collected, scope));
            body.recurrences().forEach(state -> states.put(state, scope.get(state.next())));
        }
        return body.results().stream().map(result -> result(result, states, collected)).toList();
    }

    private static void collect(
            LoopBody.Result result, Map<LoopBody.Result, List<Tensor>> collected, NetworkEvaluator.Scope scope) {
        List<Tensor> passes = collected.getOrDefault(result, new ArrayList<>());
        if (result.kind() == LoopOutputKind.LAST_VALUE) {
            passes.clear();
        }
        passes.add(scope.get(result.value()));
    }

    private Tensor result(
            LoopBody.Result result,
            Map<LoopBody.Recurrence, Tensor> states,
            Map<LoopBody.Result, List<Tensor>> collected) {
        List<Tensor> passes = collected.getOrDefault(result, List.of());
        return switch (result.kind()) {
            case LAST_VALUE -> passes.isEmpty() ? initial(result.value(), states) : passes.getLast();
            case CONCATENATE -> aten.call("stack", passes, (long) result.axis());
            case REVERSE -> aten.call("stack", passes.reversed(), (long) result.axis());
        };
    }

    private static Tensor initial(NetworkTensor value, Map<LoopBody.Recurrence, Tensor> states) {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().next().equals(value))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a loop without passes has no " + value));
    }

    List<Tensor> conditional(Layer.IfConditional layer, NetworkEvaluator.Scope scope) {
        layer.captures().forEach(capture -> scope.put(capture.variable(), scope.get(capture.source())));
        Layer.Branch taken = scope.get(layer.condition()).item_bool() ? layer.whenTrue() : layer.whenFalse();
        scope.run(taken.layers());
        return taken.results().stream().map(scope::get).toList();
    }
}
