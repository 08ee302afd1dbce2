package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.schema.Call;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns writes into new values, by the rules of torch's functionalization: a write to a tensor is remembered at its
 * storage; whoever shares the storage takes the write over when it is read next, by replaying its views on the updated
 * base. Tensors that share nothing cost nothing here.
 *
 * <p>A tensor is known by the node that first produced it; {@link #current} gives the node that holds its value now.
 */
final class Functionalization {

    /** What several views of one tensor have in common. */
    private static final class Storage {
        Arg base;
        int generation;
        final List<Update> pending = new ArrayList<>();

        Storage(Arg base) {
            this.base = base;
        }
    }

    /** A write through a chain of views that the base does not hold yet. */
    private record Update(Arg value, List<ViewStep> steps) {}

    /** One tensor on a storage; {@code value} is up to date when {@code generation} is the storage's. */
    private static final class Shared {
        final Storage storage;
        final List<ViewStep> steps;
        Arg value;
        int generation;

        Shared(Storage storage, List<ViewStep> steps, Arg value) {
            this.storage = storage;
            this.steps = steps;
            this.value = value;
        }
    }

    private final Tracer tracer;
    private final Map<Node, Shared> shared = new IdentityHashMap<>();

    Functionalization(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The call with every tensor argument replaced by the node that holds its value now. */
    Call synced(Call call) {
        if (shared.isEmpty()) {
            return call;
        }
        List<Arg> values = new ArrayList<>(call.values().size());
        boolean changed = false;
        for (Arg value : call.values()) {
            Arg synced = current(value);
            changed |= synced != value;
            values.add(synced);
        }
        return changed ? call.withValues(values) : call;
    }

    /** The argument with every tensor brought up to date. */
    Arg current(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> sync(arg, shared.get(node));
            case Arg.ListOf(List<Arg> items) when holdsNodes(items) ->
                Arg.list(items.stream().map(this::current).toList());
            default -> arg;
        };
    }

    private static boolean holdsNodes(List<Arg> items) {
        for (Arg item : items) {
            if (item instanceof Arg.Ref) {
                return true;
            }
        }
        return false;
    }

    private Arg sync(Arg arg, @Nullable Shared tensor) {
        if (tensor == null) {
            return arg;
        }
        Storage storage = tensor.storage;
        if (tensor.generation != storage.generation) {
            for (Update update : storage.pending) {
                storage.base = applied(update, storage.base);
            }
            storage.pending.clear();
            Arg value = storage.base;
            for (ViewStep step : tensor.steps) {
                value = step.forward(value, tracer);
            }
            tensor.value = value;
            tensor.generation = storage.generation;
        }
        return tensor.value;
    }

    /** The base after a write through views: each view is undone from the innermost outwards. */
    private Arg applied(Update update, Arg base) {
        List<Arg> stages = new ArrayList<>(List.of(base));
        for (int i = 0; i + 1 < update.steps.size(); i++) {
            stages.add(update.steps.get(i).forward(stages.getLast(), tracer));
        }
        Arg value = update.value;
        for (int i = update.steps.size() - 1; i >= 0; i--) {
            value = update.steps.get(i).backward(stages.get(i), value, tracer);
        }
        return value;
    }

    /** Whether the tensor shows another one's memory. */
    boolean isView(Node node) {
        Shared tensor = shared.get(node);
        return tensor != null && !tensor.steps.isEmpty();
    }

    /** Remembers that the result of a view operator shares memory with its first tensor. */
    void recordView(Call call, Arg result) {
        if (!(call.values().getFirst() instanceof Arg.Ref(Node self))) {
            return;
        }
        if (result instanceof Arg.Ref(Node node)) {
            link(self, node, new ViewStep(call, -1));
        } else if (result instanceof Arg.ListOf(List<Arg> items)) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Arg.Ref(Node node)) {
                    link(self, node, new ViewStep(call, i));
                }
            }
        }
    }

    private void link(Node self, Node view, ViewStep step) {
        if (self == view || shared.containsKey(view)) {
            return;
        }
        Shared source = shared.computeIfAbsent(self, Functionalization::alone);
        List<ViewStep> steps = new ArrayList<>(source.steps);
        steps.add(step);
        // Starts at generation 0 as torch's does: a view of a tensor that was written to is replayed once when read.
        shared.put(view, new Shared(source.storage, steps, Arg.of(view)));
    }

    private static Shared alone(Node node) {
        return new Shared(new Storage(Arg.of(node)), List.of(), Arg.of(node));
    }

    /** Runs the functional twin of an in-place operator; the written tensor has the result as its value from now on. */
    Arg mutate(Call call) {
        return mutate(call, tracer::lower);
    }

    Arg mutate(Call call, Function<Call, Arg> functional) {
        int target = FunctionalForms.written(call.schema());
        Call current = synced(call);
        if (call.schema().results().size() > 1) {
            return mutateSeveral(call, functional.apply(FunctionalForms.withWritten(current)));
        }
        Arg result = functional.apply(FunctionalForms.of(current));
        write((Arg.Ref) call.values().get(target), ofTypeOf(current.values().get(target), result));
        return call.values().get(target);
    }

    /** An operator with results of its own: its functional variant gives back what it writes behind them. */
    private Arg mutateSeveral(Call call, Arg results) {
        List<Arg> items = ((Arg.ListOf) results).items();
        List<Arg> own = items.subList(0, call.schema().results().size());
        int next = own.size();
        for (int i = 0; i < call.values().size(); i++) {
            if (call.schema().parameters().get(i).type().mutated() && call.values().get(i) instanceof Arg.Ref written) {
                write(written, items.get(next++));
            }
        }
        return Arg.list(own);
    }

    /** {@code x.logical_not_()} keeps the type of {@code x}, though its functional twin gives truth values. */
    private Arg ofTypeOf(Arg written, Arg result) {
        return Call.specOf(written).flatMap(spec -> Call.specOf(result)
                        .filter(other -> other.dtype() != spec.dtype())
                        .map(other -> tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(spec.dtype())), result)))
                .orElse(result);
    }

    /**
     * A write that no functional operator expresses, such as drawing random numbers: it happens on a copy, which takes
     * the tensor's place.
     */
    Arg mutateCopy(Call call, Function<Call, Arg> whole) {
        int target = FunctionalForms.written(call.schema());
        List<Arg> values = new ArrayList<>(synced(call).values());
        Arg copy = tracer.call("aten.clone.default", values.get(target));
        values.set(target, copy);
        Arg result = whole.apply(call.withValues(values));
        write((Arg.Ref) call.values().get(target), result instanceof Arg.Ref ? result : copy);
        return result instanceof Arg.ListOf ? result : call.values().get(target);
    }

    /** Makes {@code value} the content of {@code tensor} and of everything that shares its memory. */
    void write(Arg.Ref tensor, Arg value) {
        Shared written = shared.computeIfAbsent(tensor.node(), Functionalization::alone);
        written.storage.pending.add(new Update(value, written.steps));
        written.storage.generation++;
        // Torch brings the written tensor up to date at once; the names of later nodes count these replays.
        sync(tensor, written);
    }

    /** Whether something was written to the tensor. */
    boolean isWritten(Node node) {
        Shared tensor = shared.get(node);
        return tensor != null && tensor.storage.generation > 0;
    }
}
