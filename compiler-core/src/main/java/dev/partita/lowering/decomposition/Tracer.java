package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.Strides;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls and writes the graph that they amount to: composite operators are expanded, in-place operators become
 * functional ones ({@link Functionalization}), operators of the table run their decomposition, all others become nodes
 * with the value that {@link ShapeRules} gives them.
 *
 * <p>Results are {@link Arg}s: a reference, or a list of references for operators with several results. Extents are
 * passed as {@link Arg.Sym}; {@link SymbolNodes} makes the nodes that compute them when a call needs them.
 */
public final class Tracer {

    private static final OpName NO_OP = OpName.of("");
    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final Graph graph;
    private final DecompositionTable table;
    private final ShapeRules shapes;
    private final boolean trustsKnownValues;
    private final MemoryOrders orders = new MemoryOrders();
    private final SymbolNodes symbols;
    private final Functionalization aliases = new Functionalization(this);
    private final Conjugates conjugates = new Conjugates();
    private final Arg device = new Arg.Device("cpu");
    private Optional<Autocast> autocast = Optional.empty();
    private int depth;
    private Origin origin = Origin.UNKNOWN;
    private OpName knownFor = NO_OP;
    private Value known = Value.NONE;

    public Tracer(Graph graph, DecompositionTable table, ShapeRules shapes, boolean trustsKnownValues) {
        this.trustsKnownValues = trustsKnownValues;
        this.graph = graph;
        this.table = table;
        this.shapes = shapes;
        this.symbols = new SymbolNodes(graph);
    }

    public Arg call(OpName op, Arg... args) {
        return call(op, List.of(args), Map.of());
    }

    /** {@code call("aten.add.Tensor", x, y)}. */
    public Arg call(String op, Arg... args) {
        return call(OpName.of(op), List.of(args), Map.of());
    }

    /** With keyword arguments, in any order: {@code call("aten.clone.default", Map.of("memory_format", f), x)}. */
    public Arg call(String op, Map<String, Arg> kwargs, Arg... args) {
        return call(OpName.of(op), List.of(args), kwargs);
    }

    /** Calls an operator; it ends up as one node, several, or none. */
    public Arg call(OpName op, List<? extends Arg> args, Map<String, Arg> kwargs) {
        Optional<OpSchema> schema = OpSchemas.standard().find(op);
        if (schema.isEmpty()) {
            throw new IllegalArgumentException(op + " is not declared");
        }
        return call(Call.bind(schema.get(), args, kwargs));
    }

    public Arg call(Call call) {
        if (depth > 0) {
            return lower(call);
        }
        if (autocast.isPresent()) {
            return autocast.get().cast(call, this);
        }
        return dispatch(call);
    }

    /** The call after automatic casts. */
    Arg dispatch(Call call) {
        Optional<DecompositionTable.Entry> entry = table.find(call.op());
        if (entry.isPresent() && entry.get().composite()) {
            return entry.get().decomposition().expand(call, this);
        }
        if (call.schema().mutates()) {
            return aliases.mutate(call);
        }
        Arg result = lower(aliases.synced(conjugates.resolved(call, this)));
        if (call.schema().isView()) {
            aliases.recordView(call, result);
            conjugates.record(call, result);
            orders.recordView(call, result);
        }
        return result;
    }

    /** Calls again what the program called; where the call stays as it is, the result is known from the program. */
    Arg callAgain(Call call, Value knownResult) {
        if (call.op().packet().equals("aten.sym_size")) {
            Arg size = new Arg.Sym(shape(call.arg("self")).dim(Math.toIntExact(call.integer("dim"))));
            symbols.addSize(size, call);
            return size;
        }
        known = knownResult;
        knownFor = call.op();
        Node mark = graph.last().orElse(null);
        try {
            return call(call);
        } catch (IllegalArgumentException | NoSuchElementException | IndexOutOfBoundsException notExpandable) {
            removeAfter(mark);
            return keepWhole(call, knownResult);
        } finally {
            knownFor = NO_OP;
            depth = 0;
        }
    }

    /** An operator that cannot be expanded is no error: it stays as the program has it, and Torch runs it. */
    private Arg keepWhole(Call call, Value knownResult) {
        if (!call.schema().mutates()) {
            return keep(aliases.synced(call), knownResult);
        }
        try {
            return aliases.mutate(call, functional -> keep(functional, withWritten(call, knownResult)));
        } catch (IllegalArgumentException noFunctionalForm) {
            return aliases.mutateCopy(call, whole -> keep(whole, knownResult));
        }
    }

    /** The functional variant of an operator with several results gives back what it writes, too. */
    private static Value withWritten(Call call, Value results) {
        if (call.schema().results().size() < 2 || !(results instanceof Value.Tuple(List<Value> own))) {
            return results;
        }
        List<Value> items = new ArrayList<>(own);
        for (int i = 0; i < call.values().size(); i++) {
            if (call.schema().parameters().get(i).type().mutated()) {
                Call.specOf(call.values().get(i)).ifPresent(spec -> items.add(Value.of(spec)));
            }
        }
        return new Value.Tuple(items);
    }

    private void removeAfter(@Nullable Node mark) {
        for (Node node = graph.last().orElse(null); node != mark && node != null; node = graph.last().orElse(null)) {
            orders.forget(node);
            symbols.forget(node);
            graph.erase(node);
        }
    }

    /** Calls a Python function, a higher-order op, or an operator of an unknown library. */
    Arg callUndeclared(OpName op, List<Arg> args, Map<String, Arg> kwargs, Value knownResult) {
        Optional<SymExpr> integer = SymbolicOps.integer(op, args);
        if (integer.isPresent()) {
            symbols.addRecipe(integer.get(), op, args);
            symbols.materialize(new Arg.Sym(integer.get()));
            return new Arg.Sym(integer.get());
        }
        List<Arg> current = args.stream().map(aliases::current).map(symbols::materialize).toList();
        Map<String, Arg> currentKwargs = new LinkedHashMap<>();
        kwargs.forEach((name, arg) -> currentKwargs.put(name, symbols.materialize(aliases.current(arg))));
        Node node = graph.call(op, current, currentKwargs).setValue(knownResult).setOrigin(origin);
        return results(node, knownResult);
    }

    /** Below functionalization: expands by the table or makes the node. */
    Arg lower(Call call) {
        Optional<DecompositionTable.Entry> entry = table.find(call.op());
        if (entry.isEmpty()) {
            return keep(call);
        }
        depth++;
        try {
            return entry.get().decomposition().expand(call, this);
        } finally {
            depth--;
        }
    }

    /** Makes the call a node as it is. */
    public Arg keep(Call call) {
        if (depth == 0 && call.op().equals(knownFor) && (trustsKnownValues || !shapes.knows(call.op()))) {
            return keep(call, known);
        }
        return keep(call, shapes.infer(call).orElseThrow(() -> new IllegalArgumentException(
                "no shape rule knows " + call.op())));
    }

    /** What the program's own call yielded; for composites whose result cannot be inferred. */
    Value known() {
        return known;
    }

    /** Makes the call a node that yields {@code value}. */
    public Arg keep(Call call, Value value) {
        List<Arg> args = new ArrayList<>();
        for (Arg arg : call.positional()) {
            args.add(symbols.materialize(arg));
        }
        Map<String, Arg> kwargs = call.keywords();
        if (!kwargs.isEmpty()) {
            kwargs.replaceAll((name, arg) -> symbols.materialize(arg));
        }
        Node node = graph.call(call.op(), args, kwargs).setValue(value).setOrigin(origin);
        symbols.addResult(node);
        Arg results = results(node, value);
        orders.record(call, results);
        return results;
    }

    /** Several results are read one by one, each by a node of its own, whether anyone needs it or not. */
    Arg results(Node node, Value value) {
        if (value instanceof Value.SymInt(SymExpr expr)) {
            symbols.addNode(expr, node);
        }
        if (!(value instanceof Value.Tuple(List<Value> items))) {
            return Arg.of(node);
        }
        List<Arg> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (item instanceof Value.None) {
                parts.add(Arg.NONE);
            } else {
                Node part = graph.call(GETITEM, List.of(Arg.of(node), Arg.of(i)), Map.of());
                parts.add(results(part.setValue(item).setOrigin(origin), item));
            }
        }
        return Arg.list(parts);
    }

    /**
     * The memory order of a tensor; row-major unless something else was found. Composites see views as views;
     * decompositions below functionalization see what the graph computes, where a view of changed shape is a copy.
     */
    public Strides strides(Node node) {
        return orders.of(node, level());
    }

    void setStrides(Node node, Strides order) {
        orders.set(node, order);
    }

    public boolean isContiguous(Node node) {
        return orders.isRowMajor(node, level());
    }

    private MemoryOrders.Level level() {
        return depth > 0 ? MemoryOrders.Level.FUNCTIONAL : MemoryOrders.Level.COMPOSITE;
    }

    /** Element type and shape of a tensor result. */
    public TensorSpec spec(Arg arg) {
        Optional<TensorSpec> spec = Call.specOf(arg);
        if (spec.isEmpty()) {
            throw new IllegalArgumentException("no tensor: " + arg);
        }
        return spec.get();
    }

    public Shape shape(Arg arg) {
        return spec(arg).shape();
    }

    /** The extents of a tensor as an argument. */
    public Arg sizes(Arg tensor) {
        return Arg.sizes(shape(tensor).dims());
    }

    /** One extent of a tensor as an argument. */
    public Arg size(Arg tensor, int axis) {
        return new Arg.Sym(shape(tensor).dim(axis));
    }

    /** An extent as the node that computes it, made now, or as a number. */
    public Arg computed(Arg extent) {
        return symbols.materialize(extent);
    }

    /** Makes {@code value} the content of {@code tensor}: what an in-place operator does. */
    public void write(Arg tensor, Arg value) {
        if (tensor instanceof Arg.Ref target) {
            aliases.write(target, value);
        }
    }

    /** One of several results. */
    public static Arg item(Arg results, int index) {
        if (results instanceof Arg.ListOf(List<Arg> items)) {
            return items.get(index);
        }
        throw new IllegalArgumentException("not several results: " + results);
    }

    /** Where the program's tensors lie. */
    Arg device() {
        return device;
    }

    Graph graph() {
        return graph;
    }

    SymbolNodes symbols() {
        return symbols;
    }

    Conjugates conjugates() {
        return conjugates;
    }

    Functionalization aliases() {
        return aliases;
    }

    /** From now on calls get their arguments cast, or no longer. */
    void setAutocast(Optional<Autocast> newAutocast) {
        autocast = newAutocast;
    }

    Optional<Autocast> autocast() {
        return autocast;
    }

    /** Where the nodes made from now on come from. */
    void setOrigin(Origin newOrigin) {
        origin = newOrigin;
    }
}
