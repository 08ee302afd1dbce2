package dev.partita.convert;

import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TensorType;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes that are known only when running, as shape tensors. Each symbolic extent of the program is an expression over
 * symbols; a symbol's value is read from the extent of some tensor that has it, or from an input that carries it.
 * Expressions become INT64 arithmetic, each one once.
 */
public final class SymbolicSizes {

    private final Layers layers;
    private final Map<SymExpr, Source> sources = new LinkedHashMap<>();
    private final Map<SymExpr, NetworkTensor> values = new HashMap<>();
    private final Map<SymExpr, NetworkTensor> reals = new HashMap<>();
    private final Map<Integer, NetworkTensor> shapes = new HashMap<>();

    /** {@code tensor.shape[axis]}. */
    private record Source(NetworkTensor tensor, int axis) {}

    SymbolicSizes(Layers layers) {
        this.layers = layers;
    }

    /** Whether an expression can be computed in a network whose inputs have these extents. */
    public static boolean follows(SymExpr expression, Collection<SymExpr> extents) {
        return switch (expression) {
            case SymExpr _ when extents.contains(expression) -> true;
            case SymExpr.Constant _ -> true;
            case SymExpr.Symbol symbol -> extents.stream().anyMatch(extent -> partner(extent, symbol).isPresent());
            case SymExpr.Call(SymFunction function, List<SymExpr> arguments) ->
                (isComputed(function) || (function == SymFunction.POW && isSmall(arguments.get(1))))
                        && arguments.stream().allMatch(argument -> follows(argument, extents));
            case SymExpr.Real _, SymExpr.Unknown _ -> false;
        };
    }

    /** From now on the extents of {@code tensor} may be read to learn the symbols in {@code dims}. */
    void learn(NetworkTensor tensor, List<SymExpr> dims) {
        for (int axis = 0; axis < dims.size(); axis++) {
            if (!dims.get(axis).isConstant()) {
                sources.putIfAbsent(dims.get(axis), new Source(tensor, axis));
            }
        }
    }

    /** From now on one extent of {@code tensor} is the value of {@code expression}. */
    public void learnExtent(SymExpr expression, NetworkTensor tensor, int axis) {
        sources.putIfAbsent(expression, new Source(tensor, axis));
    }

    /** From now on {@code value}, INT64 [1], is the value of {@code expression}. */
    void learnValue(SymExpr expression, NetworkTensor value) {
        values.putIfAbsent(expression, value);
    }

    void learnReal(SymExpr expression, NetworkTensor value) {
        reals.putIfAbsent(expression, value);
    }

    /** One extent per expression. */
    public Extents extents(List<SymExpr> dims) {
        List<Long> known =
                dims.stream().map(dim -> dim.constantValue().orElse(TensorType.DYNAMIC)).toList();
        if (dims.stream().allMatch(SymExpr::isConstant)) {
            return new Extents.Fixed(known);
        }
        return new Extents.Computed(vector(dims), known);
    }

    /** The values of all expressions, INT64 [n]; runs of constants become one constant. */
    public NetworkTensor vector(List<SymExpr> expressions) {
        List<NetworkTensor> parts = new ArrayList<>();
        List<Long> run = new ArrayList<>();
        for (SymExpr expression : expressions) {
            if (expression.isConstant()) {
                run.add(expression.constantValue().orElseThrow());
            } else {
                flush(run, parts);
                parts.add(value(expression));
            }
        }
        flush(run, parts);
        return parts.size() == 1 ? parts.getFirst() : layers.concat(parts, 0);
    }

    private void flush(List<Long> run, List<NetworkTensor> parts) {
        if (!run.isEmpty()) {
            parts.add(layers.integers(run, List.of((long) run.size()), DType.INT64));
            run.clear();
        }
    }

    /** The value of an integer expression, INT64 [1]. */
    public NetworkTensor value(SymExpr expression) {
        NetworkTensor known = values.get(expression);
        if (known == null) {
            known = compute(expression);
            values.put(expression, known);
        }
        return known;
    }

    /** The value of a real (or integer) expression, FLOAT32 [1]. */
    public NetworkTensor real(SymExpr expression) {
        NetworkTensor known = reals.get(expression);
        if (known == null) {
            known = computeReal(expression);
            reals.put(expression, known);
        }
        return known;
    }

    private NetworkTensor compute(SymExpr expression) {
        if (expression instanceof SymExpr.Constant(long value)) {
            return layers.integers(List.of(value), List.of(1L), DType.INT64);
        }
        Source source = sources.get(expression);
        if (source != null) {
            return extent(source);
        }
        if (expression instanceof SymExpr.Call(SymFunction function, List<SymExpr> arguments)) {
            return compute(expression, function, arguments);
        }
        return solve(expression).orElseThrow(() -> new ConversionException("the size '" + expression
                + "' cannot be computed here: no tensor of this segment has it as an extent"));
    }

    private NetworkTensor extent(Source source) {
        NetworkTensor shape = shapes.computeIfAbsent(
                source.tensor().id(), id -> layers.add(new Layer.Shape(source.tensor())));
        NetworkTensor axis = layers.integers(List.of((long) source.axis()), List.of(1L), DType.INT32);
        return layers.add(new Layer.Gather(shape, axis, GatherMode.DEFAULT, 0, 0));
    }

    private NetworkTensor compute(SymExpr whole, SymFunction function, List<SymExpr> arguments) {
        return switch (function) {
            case ADD -> folded(arguments, ElementWiseOperation.SUM);
            case MUL -> folded(arguments, ElementWiseOperation.PROD);
            case MIN -> folded(arguments, ElementWiseOperation.MIN);
            case MAX -> folded(arguments, ElementWiseOperation.MAX);
            case FLOOR_DIV, CLEAN_DIV -> folded(arguments, ElementWiseOperation.FLOOR_DIV);
            case CEIL_DIV -> {
                // -(-a // b)
                NetworkTensor negated = layers.elementWise(
                        value(SymExpr.of(0)), value(arguments.get(0)), ElementWiseOperation.SUB);
                NetworkTensor divided =
                        layers.elementWise(negated, value(arguments.get(1)), ElementWiseOperation.FLOOR_DIV);
                yield layers.elementWise(value(SymExpr.of(0)), divided, ElementWiseOperation.SUB);
            }
            case MOD -> remainder(value(arguments.get(0)), value(arguments.get(1)));
            case MODULAR_INDEXING ->
                remainder(
                        layers.elementWise(
                                value(arguments.get(0)), value(arguments.get(1)), ElementWiseOperation.FLOOR_DIV),
                        value(arguments.get(2)));
            case POW -> power(whole, arguments);
            case FLOOR_TO_INT, CEIL_TO_INT, TRUNC_TO_INT, ROUND_TO_INT, ABS, TRUE_DIV, TO_FLOAT, WHERE, EQ, NE, LT, LE,
                    GT, GE, AND, OR, NOT ->
                throw new ConversionException("the size '" + whole + "' cannot be computed by TensorRT");
        };
    }

    private static boolean isComputed(SymFunction function) {
        return switch (function) {
            case ADD, MUL, MIN, MAX, FLOOR_DIV, CLEAN_DIV, CEIL_DIV, MOD, MODULAR_INDEXING -> true;
            case POW, FLOOR_TO_INT, CEIL_TO_INT, TRUNC_TO_INT, ROUND_TO_INT, ABS, TRUE_DIV, TO_FLOAT, WHERE, EQ, NE, LT, LE,
                    GT, GE, AND, OR, NOT -> false;
        };
    }

    /** An exponent that repeated products are made for. */
    private static boolean isSmall(SymExpr exponent) {
        return exponent instanceof SymExpr.Constant(long value) && value >= 1 && value <= 8;
    }

    private NetworkTensor power(SymExpr whole, List<SymExpr> arguments) {
        long exponent = arguments.get(1).constantValue().orElse(-1);
        if (!isSmall(arguments.get(1))) {
            throw new ConversionException("the size '" + whole + "' cannot be computed by TensorRT");
        }
        NetworkTensor base = value(arguments.getFirst());
        NetworkTensor product = base;
        for (long i = 1; i < exponent; i++) {
            product = layers.elementWise(product, base, ElementWiseOperation.PROD);
        }
        return product;
    }

    private NetworkTensor remainder(NetworkTensor dividend, NetworkTensor divisor) {
        NetworkTensor quotient = layers.elementWise(dividend, divisor, ElementWiseOperation.FLOOR_DIV);
        NetworkTensor whole = layers.elementWise(quotient, divisor, ElementWiseOperation.PROD);
        return layers.elementWise(dividend, whole, ElementWiseOperation.SUB);
    }

    private NetworkTensor folded(List<SymExpr> arguments, ElementWiseOperation operation) {
        NetworkTensor result = value(arguments.getFirst());
        for (SymExpr argument : arguments.subList(1, arguments.size())) {
            result = layers.elementWise(result, value(argument), operation);
        }
        return result;
    }

    private NetworkTensor computeReal(SymExpr expression) {
        if (expression instanceof SymExpr.Call(SymFunction function, List<SymExpr> arguments)) {
            if (function == SymFunction.TRUE_DIV) {
                return layers.elementWise(
                        real(arguments.get(0)), real(arguments.get(1)), ElementWiseOperation.DIV);
            }
            if (function == SymFunction.TO_FLOAT) {
                return real(arguments.getFirst());
            }
            if (Arguments.isReal(expression) && (function == SymFunction.ADD || function == SymFunction.MUL)) {
                NetworkTensor result = real(arguments.getFirst());
                for (SymExpr argument : arguments.subList(1, arguments.size())) {
                    result = layers.elementWise(
                            result,
                            real(argument),
                            function == SymFunction.ADD ? ElementWiseOperation.SUM : ElementWiseOperation.PROD);
                }
                return result;
            }
        }
        return expression instanceof SymExpr.Real(double number)
                ? layers.number(number, DType.FLOAT32, 1)
                : layers.cast(value(expression), DType.FLOAT32);
    }

    /** A symbol that occurs only inside extents such as {@code 2*s0} or {@code s0 + 1}: undo that one step. */
    private Optional<NetworkTensor> solve(SymExpr symbol) {
        for (Map.Entry<SymExpr, Source> entry : sources.entrySet()) {
            Optional<SymExpr> other = partner(entry.getKey(), symbol);
            if (other.isPresent()) {
                boolean product = ((SymExpr.Call) entry.getKey()).function() == SymFunction.MUL;
                return Optional.of(layers.elementWise(value(entry.getKey()), value(other.get()),
                        product ? ElementWiseOperation.FLOOR_DIV : ElementWiseOperation.SUB));
            }
        }
        return Optional.empty();
    }

    /** The constant that the extent adds to the symbol, or multiplies it by. */
    private static Optional<SymExpr> partner(SymExpr extent, SymExpr symbol) {
        return extent instanceof SymExpr.Call(SymFunction function, List<SymExpr> arguments)
                        && (function == SymFunction.MUL || function == SymFunction.ADD)
                        && arguments.size() == 2
                        && arguments.contains(symbol)
                ? Optional.of(arguments.get(arguments.getFirst().equals(symbol) ? 1 : 0)).filter(SymExpr::isConstant)
                : Optional.empty();
    }
}
