package dev.partita.ir.schema;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a declared operator with all parameters bound: given ones converted to their declared type as torch's
 * dispatcher does (a single number for {@code int[2]} repeated, an integer for {@code float} widened), the rest at
 * their defaults. Read arguments by parameter name.
 */
public final class Call {

    private final OpSchema schema;
    private final List<Arg> values;

    private Call(OpSchema schema, List<Arg> values) {
        this.schema = schema;
        this.values = values;
    }

    /** Binds arguments as Python would; throws {@link IllegalArgumentException} when they do not fit. */
    public static Call bind(OpSchema schema, List<? extends Arg> args, Map<String, Arg> kwargs) {
        List<OpSchema.Parameter> parameters = schema.parameters();
        if (args.size() > parameters.size()) {
            throw new IllegalArgumentException(schema.name() + " takes " + parameters.size() + " arguments, not " + args.size());
        }
        List<Arg> values = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            OpSchema.Parameter parameter = parameters.get(i);
            Arg given = i < args.size() ? args.get(i) : kwargs.get(parameter.name());
            if (given == null) {
                if (parameter.defaultValue().isEmpty()) {
                    throw new IllegalArgumentException(schema.name() + ": argument '" + parameter.name() + "' is missing");
                }
                given = parameter.defaultValue().get();
            }
            values.add(convert(given, parameter.type()));
        }
        return new Call(schema, values);
    }

    public OpSchema schema() {
        return schema;
    }

    public OpName op() {
        return schema.name();
    }

    /** All bound values in the order of the parameters. */
    public List<Arg> values() {
        return Collections.unmodifiableList(values);
    }

    /** The same call with other values, one per parameter. */
    public Call withValues(List<Arg> newValues) {
        return new Call(schema, new ArrayList<>(newValues));
    }

    /** A call of another declared operator with the same arguments. */
    public Call as(String op) {
        OpSchema other = OpSchemas.standard().find(OpName.of(op)).orElseThrow();
        return bind(other, values, Map.of());
    }

    public boolean declares(String name) {
        return schema.indexOf(name) >= 0;
    }

    public Arg arg(String name) {
        int index = schema.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(op() + " has no parameter '" + name + "'");
        }
        return values.get(index);
    }

    /** Whether the argument is something other than None. */
    public boolean has(String name) {
        int index = schema.indexOf(name);
        return index >= 0 && !(values.get(index) instanceof Arg.None);
    }

    public Node node(String name) {
        if (arg(name) instanceof Arg.Ref(Node node)) {
            return node;
        }
        throw new IllegalArgumentException(op() + ": argument '" + name + "' is no tensor");
    }

    public TensorSpec spec(String name) {
        if (arg(name) instanceof Arg.Ref(Node node) && node.value() instanceof Value.Tensor(TensorSpec spec)) {
            return spec;
        }
        throw new IllegalArgumentException(op() + ": argument '" + name + "' is no tensor");
    }

    /** The tensor's element type and shape; empty for numbers, None and lists. */
    public static Optional<TensorSpec> specOf(Arg arg) {
        return arg instanceof Arg.Ref(Node node) ? node.value().tensor() : Optional.empty();
    }

    public Shape shape(String name) {
        return spec(name).shape();
    }

    public DType dtype(String name) {
        return spec(name).dtype();
    }

    /** The dtype argument called {@code dtype}, when given. */
    public Optional<DType> dtypeArgument() {
        return declares("dtype") && arg("dtype") instanceof Arg.Dtype(DType dtype) ? Optional.of(dtype) : Optional.empty();
    }

    public boolean flag(String name) {
        return arg(name) instanceof Arg.Bool(boolean value) && value;
    }

    /** An integer that is known now. */
    public long integer(String name) {
        return known(arg(name), name);
    }

    private long known(Arg integer, String name) {
        if (dimOf(integer) instanceof SymExpr.Constant(long value)) {
            return value;
        }
        throw new IllegalArgumentException(op() + ": argument '" + name + "' is not known before running");
    }

    public SymExpr dim(String name) {
        return dimOf(arg(name));
    }

    public double number(String name) {
        return switch (arg(name)) {
            case Arg.Int(long value) -> value;
            case Arg.Float(double value) -> value;
            case Arg.Bool(boolean value) -> value ? 1 : 0;
            default -> throw new IllegalArgumentException(op() + ": argument '" + name + "' is no number");
        };
    }

    public String text(String name) {
        return arg(name) instanceof Arg.Str(String value) ? value : "";
    }

    /** The items of a list argument; empty for None. */
    public List<Arg> items(String name) {
        return arg(name) instanceof Arg.ListOf(List<Arg> items) ? items : List.of();
    }

    /** A list of extents: numbers, symbols, or nodes that compute them. */
    public List<SymExpr> dims(String name) {
        List<SymExpr> dims = new ArrayList<>();
        for (Arg item : items(name)) {
            dims.add(dimOf(item));
        }
        return dims;
    }

    /** A list of integers that are known now. */
    public long[] integers(String name) {
        List<Arg> items = items(name);
        long[] integers = new long[items.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = known(items.get(i), name);
        }
        return integers;
    }

    /** The integer expression that an argument stands for. */
    public static SymExpr dimOf(Arg arg) {
        return switch (arg) {
            case Arg.Int(long value) -> SymExpr.of(value);
            case Arg.Bool(boolean value) -> SymExpr.of(value ? 1 : 0);
            case Arg.Sym(SymExpr expr) -> expr;
            case Arg.Ref(Node node) when node.value() instanceof Value.SymInt(SymExpr expr) -> expr;
            case Arg.Ref(Node node)
                when node.value() instanceof Value.Literal(Arg.Int(long value)) -> SymExpr.of(value);
            default -> throw new IllegalArgumentException("not an integer: " + arg);
        };
    }

    /** Positional arguments as torch's dispatcher shows them: trailing ones at their default are dropped. */
    public List<Arg> positional() {
        List<OpSchema.Parameter> parameters = schema.parameters();
        int count = parameters.size();
        while (count > 0 && (parameters.get(count - 1).keywordOnly() || isDefault(count - 1))) {
            count--;
        }
        return List.copyOf(values.subList(0, count));
    }

    /** Keyword-only arguments that differ from their default, in declared order. */
    public Map<String, Arg> keywords() {
        Map<String, Arg> keywords = Map.of();
        List<OpSchema.Parameter> parameters = schema.parameters();
        for (int i = parameters.size() - 1; i >= 0 && parameters.get(i).keywordOnly(); i--) {
            if (!isDefault(i)) {
                if (keywords.isEmpty()) {
                    keywords = new LinkedHashMap<>();
                }
                ((LinkedHashMap<String, Arg>) keywords).putFirst(parameters.get(i).name(), values.get(i));
            }
        }
        return keywords;
    }

    private boolean isDefault(int index) {
        Optional<Arg> defaultValue = schema.parameters().get(index).defaultValue();
        Arg value = values.get(index);
        return defaultValue.isPresent() && (defaultValue.get() == value || defaultValue.get().equals(value));
    }

    private static boolean holdsConstant(List<Arg> items) {
        for (Arg item : items) {
            if (item instanceof Arg.Sym(SymExpr expr) && expr.isConstant()) {
                return true;
            }
        }
        return false;
    }

    private static Arg convert(Arg given, ParameterType type) {
        if (type.list() && !(given instanceof Arg.ListOf) && !(given instanceof Arg.None) && !type.isTensor()) {
            return Arg.list(Collections.nCopies(Math.max(1, type.length()), given));
        }
        if (type.list() && type.length() > 1 && given instanceof Arg.ListOf(List<Arg> items) && items.size() == 1
                && type.isInteger()) {
            return Arg.list(Collections.nCopies(type.length(), items.getFirst()));
        }
        if (type.base().equals("float") && given instanceof Arg.Int(long value)) {
            return Arg.of((double) value);
        }
        if (given instanceof Arg.Sym(SymExpr expr) && expr.constantValue().isPresent()) {
            return Arg.of(expr.constantValue().getAsLong());
        }
        if (given instanceof Arg.ListOf(List<Arg> items) && type.isInteger()) {
            if (holdsConstant(items)) {
                return Arg.list(items.stream().map(item -> convert(item, new ParameterType(
                        type.base(), false, 0, false, false, false))).toList());
            }
        }
        return given;
    }
}
