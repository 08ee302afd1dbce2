package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.shape.StrideRules;
import dev.partita.shape.Strides;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which order the elements of traced tensors lie in memory, row-major unless something else was found. There are two
 * answers: composite operators see views as views; below functionalization, where a view of changed shape is a copy, it is
 * what the graph computes.
 */
final class MemoryOrders {

    /** Who asks. */
    enum Level { COMPOSITE, FUNCTIONAL }

    private static final OpName VIEW = OpName.of("aten.view.default");

    private final Map<Node, Strides> views = new IdentityHashMap<>();
    private final Map<Node, Strides> computed = new IdentityHashMap<>();

    /** By identity: equal shapes of a file are one object, and to compare them takes longer than to make the strides. */
    private final Map<Shape, Strides> rowMajor = new IdentityHashMap<>();

    private final StrideRules viewRules = new StrideRules(node -> known(views, node));
    private final StrideRules computedRules = new StrideRules(node -> known(computed, node));

    Strides of(Node tensor, Level level) {
        return known(at(level), tensor);
    }

    boolean isRowMajor(Node tensor, Level level) {
        Strides known = at(level).get(tensor);
        return known == null || known.isContiguous(spec(tensor).shape());
    }

    private Map<Node, Strides> at(Level level) {
        return switch (level) {
            case COMPOSITE -> views;
            case FUNCTIONAL -> computed;
        };
    }

    private Strides known(Map<Node, Strides> orders, Node tensor) {
        Strides known = orders.get(tensor);
        return known != null ? known : rowMajor.computeIfAbsent(spec(tensor).shape(), Strides::contiguous);
    }

    private static TensorSpec spec(Node tensor) {
        return tensor.value().tensor().orElseThrow(() -> new IllegalArgumentException("no tensor: " + tensor));
    }

    void set(Node tensor, Strides order) {
        computed.put(tensor, order);
        views.put(tensor, order);
    }

    /** The tensor is about to be removed. */
    void forget(Node tensor) {
        computed.remove(tensor);
        views.remove(tensor);
    }

    /** What the graph computes: the order of a call's result, or of its first one. */
    void record(Call call, Arg results) {
        switch (results) {
            case Arg.Ref(Node result) -> infer(call, result);
            case Arg.ListOf(List<Arg> parts) -> {
                if (parts.getFirst() instanceof Arg.Ref(Node first)) {
                    infer(call, first);
                }
                if (call.schema().isView()) {
                    recordPieces(call, parts);
                }
            }
            default -> { }
        }
    }

    private void infer(Call call, Node result) {
        Optional<TensorSpec> spec = result.value().tensor();
        if (spec.isPresent()) {
            computedRules.infer(call, spec.get()).ifPresent(order -> set(result, order));
        }
    }

    /** Pieces of a split lie in memory as the whole does. */
    private void recordPieces(Call split, List<Arg> parts) {
        if (split.values().getFirst() instanceof Arg.Ref(Node whole)) {
            for (Arg part : parts) {
                if (part instanceof Arg.Ref(Node piece) && spec(piece).rank() == spec(whole).rank()) {
                    computed.put(piece, known(computed, whole));
                    views.put(piece, known(views, whole));
                }
            }
        }
    }

    /** What composite operators see of a view; {@code view} itself is a copy for them, too, as it is for torch's tracer. */
    void recordView(Call call, Arg result) {
        if (result instanceof Arg.Ref(Node view) && view.value().tensor().isPresent() && !call.op().equals(VIEW)) {
            viewRules.infer(call, spec(view)).ifPresentOrElse(order -> views.put(view, order), () -> views.remove(view));
        }
    }
}
