package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.SizeFunctions;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes that compute symbolic extents, one per expression, made when a call first needs them. */
final class SymbolNodes {

    private static final OpName SYM_SIZE = OpName.of("aten.sym_size.int");
    private static final OpName MUL = OpName.of("_operator.mul");
    private static final OpName FLOOR_DIV = OpName.of("_operator.floordiv");

    /** How the program itself computed an expression. */
    private record Recipe(OpName op, List<Arg> operands) {}

    private final Graph graph;
    private final Map<SymExpr, Node> nodes = new HashMap<>();
    private final Map<SymExpr, Recipe> recipes = new HashMap<>();
    private final ExtentPlaces places;
    private UnbackedNumbers unbacked = UnbackedNumbers.NONE;

    SymbolNodes(Graph graph) {
        this.graph = graph;
        this.places = new ExtentPlaces(graph);
    }

    void setUnbacked(UnbackedNumbers numbers) {
        unbacked = numbers;
    }

    /** For a symbol that the program made by this number but shows nowhere: the one that stands for it now. */
    SymExpr unbackedAgain(int number) {
        return unbacked.again(number);
    }

    /** Makes the extents of an input known; single symbols get their node now, right after the inputs. */
    void addInput(Node input) {
        if (input.value() instanceof Value.Tensor(TensorSpec spec)) {
            for (int axis = 0; axis < spec.rank(); axis++) {
                SymExpr dim = spec.shape().dims().get(axis);
                if (dim instanceof SymExpr.Symbol && !nodes.containsKey(dim)) {
                    nodes.put(dim, size(input, axis, dim));
                } else if (!dim.isConstant()) {
                    addMultiple(input, axis, dim);
                }
            }
        } else if (input.value() instanceof Value.SymInt(SymExpr expr)) {
            nodes.putIfAbsent(expr, input);
        }
    }

    /**
     * A result whose extents depend on data tells them right behind itself; there, too, is computed what nothing has computed
     * before, once a call needs it.
     */
    void addResult(Node result) {
        if (result.value() instanceof Value.Tensor(TensorSpec spec)) {
            List<SymExpr> dims = spec.shape().dims();
            for (int axis = 0; axis < dims.size(); axis++) {
                SymExpr dim = dims.get(axis);
                if (dim instanceof SymExpr.Symbol symbol && symbol.isUnbacked() && !nodes.containsKey(symbol)) {
                    nodes.put(symbol, size(result, axis, symbol));
                } else if (dim instanceof SymExpr.Call && !nodes.containsKey(dim) && !recipes.containsKey(dim)) {
                    places.add(dim, result);
                }
            }
        }
    }

    /** An input's extent {@code 4*s0} gives {@code s0} when nothing else does. */
    private void addMultiple(Node input, int axis, SymExpr dim) {
        Arg extent = new Arg.Sym(dim);
        recipes.putIfAbsent(dim, new Recipe(SYM_SIZE, List.of(Arg.of(input), Arg.of(axis))));
        if (dim instanceof SymExpr.Call(SymFunction function, List<SymExpr> factors) && function == SymFunction.MUL
                && factors.size() == 2 && factors.get(0).isConstant() && factors.get(1) instanceof SymExpr.Symbol symbol) {
            recipes.putIfAbsent(symbol, new Recipe(FLOOR_DIV, List.of(extent, new Arg.Sym(factors.get(0)))));
        }
    }

    /** Remembers where the program reads an extent. */
    void addSize(Arg size, Call call) {
        if (size instanceof Arg.Sym(SymExpr expr) && !expr.isConstant()) {
            recipes.putIfAbsent(expr, new Recipe(SYM_SIZE, call.values()));
        }
    }

    /** Remembers the program's own way to compute an expression. */
    void addRecipe(SymExpr expr, OpName op, List<Arg> operands) {
        recipes.putIfAbsent(expr, new Recipe(op, operands));
    }

    /** The node is about to be removed. */
    void forget(Node node) {
        if (node.value() instanceof Value.SymInt(SymExpr expr)) {
            nodes.remove(expr, node);
        }
        places.forget(node);
    }

    /** Remembers a node that computes an expression. */
    void addNode(SymExpr expr, Node node) {
        nodes.putIfAbsent(expr, node);
    }

    /**
     * The product of extents as torch computes it, from the left: each step that nothing computes yet becomes a node now.
     * Later calls that need one of these products read the same node.
     */
    SymExpr product(List<SymExpr> extents) {
        SymExpr product = Dims.ONE;
        for (SymExpr extent : extents) {
            SymExpr next = Dims.multiply(product, extent);
            if (!next.equals(product) && !next.equals(extent)) {
                compute(next, MUL, product, extent);
            }
            product = next;
        }
        return product;
    }

    /** The quotient of two such products, which has no remainder. */
    void quotient(SymExpr whole, SymExpr part) {
        if (!Dims.isOne(part)) {
            compute(Dims.floorDivide(whole, part), FLOOR_DIV, whole, part);
        }
    }

    private void compute(SymExpr result, OpName op, SymExpr left, SymExpr right) {
        if (!result.isConstant() && !nodes.containsKey(result)) {
            nodes.put(result, recipes.containsKey(result) ? make(result)
                    : operation(op, List.of(materialize(new Arg.Sym(left)), materialize(new Arg.Sym(right))), result));
        }
    }

    /** The argument with every symbolic expression replaced by the node that computes it. */
    Arg materialize(Arg arg) {
        return switch (arg) {
            case Arg.Sym(SymExpr.Constant(long value)) -> Arg.of(value);
            case Arg.Sym(SymExpr expr) -> Arg.of(node(expr));
            case Arg.ListOf(List<Arg> items) when holdsExtents(items) ->
                Arg.list(items.stream().map(this::materialize).toList());
            default -> arg;
        };
    }

    private static boolean holdsExtents(List<Arg> items) {
        for (Arg item : items) {
            if (item instanceof Arg.Sym) {
                return true;
            }
        }
        return false;
    }

    private Node node(SymExpr expr) {
        Node known = nodes.get(expr);
        if (known == null) {
            Optional<Node> place = recipes.containsKey(expr) ? Optional.empty()
                    : places.of(expr).filter(result -> isKnownAt(result, expr));
            known = place.isPresent() ? places.writeBehind(place.get(), () -> computed(expr)) : make(expr);
            nodes.put(expr, known);
        }
        return known;
    }

    /** Whether everything that the expression consists of is computed no later than by the node. */
    private boolean isKnownAt(Node place, SymExpr expr) {
        Node known = nodes.get(expr);
        if (known != null) {
            return known == place || known.isBefore(place);
        }
        return expr.isConstant()
                || expr instanceof SymExpr.Call call && call.arguments().stream().allMatch(part -> isKnownAt(place, part));
    }

    private Node make(SymExpr expr) {
        Recipe recipe = recipes.get(expr);
        if (recipe != null && recipe.op.equals(SYM_SIZE)) {
            return size(((Arg.Ref) recipe.operands.get(0)).node(),
                    Math.toIntExact(((Arg.Int) recipe.operands.get(1)).value()), expr);
        }
        if (recipe != null) {
            return operation(recipe.op, recipe.operands.stream().map(this::materialize).toList(), expr);
        }
        return computed(expr);
    }

    private Node computed(SymExpr expr) {
        Optional<Node> computed = expr instanceof SymExpr.Call call
                ? SizeFunctions.write(graph, call, ordered(call), operand -> materialize(new Arg.Sym(operand))) : Optional.empty();
        return computed.orElseThrow(() -> new IllegalArgumentException("nothing in the graph computes " + expr));
    }

    /**
     * Numbers go first, as in sympy. Factors that are extents go in the order in which the program has them: a product is
     * most often the number of a tensor's elements.
     */
    private List<SymExpr> ordered(SymExpr.Call call) {
        List<SymExpr> ordered = new ArrayList<>(call.arguments());
        if (call.function() == SymFunction.ADD && ordered.getLast().isConstant()) {
            ordered.addFirst(ordered.removeLast());
        }
        if (call.function() == SymFunction.MUL) {
            ordered.sort(this::compareOrigins);
        }
        return ordered;
    }

    /** Which of two factors rests on an earlier node; equal when that is not known, and for numbers. */
    private int compareOrigins(SymExpr a, SymExpr b) {
        Optional<Node> first = origin(a);
        Optional<Node> second = origin(b);
        if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
            return Boolean.compare(first.isPresent(), second.isPresent());
        }
        return first.get().isBefore(second.get()) ? -1 : 1;
    }

    /** The node of the expression, or the first one among those of its symbols. */
    private Optional<Node> origin(SymExpr expr) {
        Node own = nodes.get(expr);
        if (own != null) {
            return Optional.of(own);
        }
        return nodes.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof SymExpr.Symbol && expr.symbols().contains(entry.getKey().toString()))
                .map(Map.Entry::getValue)
                .reduce((x, y) -> x.isBefore(y) ? x : y);
    }

    private Node operation(OpName op, List<Arg> operands, SymExpr value) {
        return graph.call(op, operands, Map.of()).setValue(new Value.SymInt(value));
    }

    private Node size(Node tensor, int axis, SymExpr dim) {
        return graph.create(NodeKind.CALL_FUNCTION, SYM_SIZE.qualified(), List.of(Arg.of(tensor), Arg.of(axis)), Map.of(),
                        "sym_size_int").setValue(new Value.SymInt(dim));
    }
}
