package dev.partita.convert;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A call that is being converted: its arguments as converters want them, and the layers to answer with. */
public final class OpCall {

    private final Node node;
    private final ConversionContext context;

    OpCall(Node node, ConversionContext context) {
        this.node = node;
        this.context = context;
    }

    public Node node() {
        return node;
    }

    /** Another call of the same conversion. */
    public OpCall at(Node other) {
        return new OpCall(other, context);
    }

    /** Another call of the same conversion, to which the layers that follow belong. */
    public OpCall standingFor(Node other) {
        layers().network().from(NodeSources.of(other));
        return at(other);
    }

    public Layers layers() {
        return context.layers();
    }

    public SymbolicSizes sizes() {
        return context.sizes();
    }

    public CompilationSettings settings() {
        return context.settings();
    }

    public ConversionContext context() {
        return context;
    }

    // What the call yields.

    /** Element type and symbolic extents of the (first) result. */
    public TensorSpec spec() {
        return spec(0);
    }

    public TensorSpec spec(int result) {
        Value value = node.value() instanceof Value.Tuple(List<Value> items) ? items.get(result) : node.value();
        return value.tensor().orElseThrow(() -> refusal("its result has no known type and shape"));
    }

    /** Element type of the result in the network. */
    public DType dtype() {
        return NetworkTypes.of(spec().dtype());
    }

    public int rank() {
        return spec().rank();
    }

    // Arguments.

    /** The argument, unless left out or None. */
    public Optional<Arg> arg(int index) {
        return Arguments.of(node, index);
    }

    public Optional<Arg> kwarg(String name) {
        return Optional.ofNullable(node.kwargs().get(name)).filter(arg -> !(arg instanceof Arg.None));
    }

    public boolean has(int index) {
        return arg(index).isPresent();
    }

    /** Whether the argument is a tensor, not a number. */
    public boolean isTensor(int index) {
        return arg(index).flatMap(Arguments::spec).isPresent();
    }

    public TensorSpec inputSpec(int index) {
        return arg(index).flatMap(Arguments::spec).orElseThrow(() -> refusal("argument " + index + " is no tensor"));
    }

    /** The argument as a tensor, in the type in which it comes. */
    public NetworkTensor tensor(int index) {
        return tensor(required(index));
    }

    /** The argument as a tensor of another element type; constants are cast on the host. */
    public NetworkTensor tensor(int index, DType dtype) {
        return tensor(required(index), dtype);
    }

    public Optional<NetworkTensor> optionalTensor(int index, DType dtype) {
        return arg(index).map(arg -> tensor(arg, dtype));
    }

    /** Tensors of a list argument, in one element type. */
    public List<NetworkTensor> tensors(int index, DType dtype) {
        return items(index).stream().map(item -> tensor(item, dtype)).toList();
    }

    /** The value of a constant tensor argument; empty when the network computes it. */
    public Optional<WeightSource> weights(int index) {
        return arg(index).flatMap(this::weights);
    }

    public Optional<WeightSource> weights(Arg arg) {
        return arg instanceof Arg.Ref(Node input) && context.converted(input) instanceof Converted.Known(WeightSource known)
                ? Optional.of(known)
                : Optional.empty();
    }

    public NetworkTensor tensor(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node input) -> switch (context.converted(input)) {
                case Converted.Computed(NetworkTensor tensor) -> tensor;
                case Converted.Known(WeightSource known) -> layers().constant(known);
                case Converted.Number(SymExpr expression) -> number(expression);
                case Converted.Several _, Converted.Absent _ ->
                    throw refusal("reads '" + input.name() + "', which has no single tensor");
            };
            case Arg.Int(long value) -> layers().integers(List.of(value), List.of(), DType.INT64);
            case Arg.Float(double value) -> layers().number(value, DType.FLOAT32, 0);
            case Arg.Bool(boolean value) -> layers().number(value ? 1 : 0, DType.BOOL, 0);
            default -> throw refusal("'" + arg + "' is no tensor");
        };
    }

    public NetworkTensor tensor(Arg arg, DType dtype) {
        return operand(arg, dtype, 0);
    }

    /**
     * A tensor or number as an operand: of this element type, and with leading axes up to {@code rank}. Numbers and
     * constants become constants of just this type and rank.
     */
    public NetworkTensor operand(int index, DType dtype, int rank) {
        return operand(required(index), dtype, rank);
    }

    public NetworkTensor operand(Arg arg, DType dtype, int rank) {
        Optional<WeightSource> known = weights(arg);
        if (known.isPresent()) {
            return layers().constant(Weights.toRank(Weights.cast(known.get(), dtype), rank));
        }
        return switch (arg) {
            case Arg.Int(long value) -> layers().number(value, dtype, rank);
            case Arg.Float(double value) -> layers().number(value, dtype, rank);
            case Arg.Bool(boolean value) -> layers().number(value ? 1 : 0, dtype, rank);
            default -> layers().toRank(layers().cast(tensor(arg), dtype), rank);
        };
    }

    private NetworkTensor number(SymExpr expression) {
        return layers().squeeze(
                Arguments.isReal(expression) ? sizes().real(expression) : sizes().value(expression), List.of(0));
    }

    public long integer(int index, long fallback) {
        return arg(index).map(this::integer).orElse(fallback);
    }

    public double real(int index, double fallback) {
        return arg(index).map(arg -> Arguments.real(arg)
                        .orElseThrow(() -> refusal("'" + arg + "' must be known before running")))
                .orElse(fallback);
    }

    public boolean flag(int index, boolean fallback) {
        return arg(index).map(arg -> arg instanceof Arg.Bool(boolean value) ? value : integer(arg) != 0).orElse(fallback);
    }

    public String text(int index, String fallback) {
        return arg(index).map(arg -> arg instanceof Arg.Str(String value) ? value : fallback).orElse(fallback);
    }

    /** Integers of a list argument; one number stands for a list of one. */
    public List<Long> integers(int index) {
        return arg(index).map(arg -> sizes(arg).stream().map(this::known).toList()).orElse(List.of());
    }

    /** {@code integers}, with one number standing for all {@code count} axes, as in torch's window arguments. */
    public List<Long> perAxis(int index, int count, List<Long> fallback) {
        List<Long> given = integers(index);
        if (given.isEmpty()) {
            return fallback;
        }
        return given.size() == 1 ? Collections.nCopies(count, given.getFirst()) : given;
    }

    /** A size, which may be symbolic. */
    public SymExpr size(int index) {
        return size(required(index));
    }

    public List<SymExpr> sizeList(int index) {
        return arg(index).map(this::sizes).orElse(List.of());
    }

    public SymExpr size(Arg arg) {
        return Arguments.size(arg).orElseThrow(() -> refusal("'" + arg + "' is no size"));
    }

    /** An axis argument, counted from the front. */
    public int axis(int index, long fallback, int rank) {
        return Arguments.axis(integer(index, fallback), rank);
    }

    /** Axes of a list argument, counted from the front; all axes when left out or empty. */
    public List<Integer> axes(int index, int rank) {
        List<Long> given = integers(index);
        if (given.isEmpty()) {
            return IntStream.range(0, rank).boxed().toList();
        }
        return given.stream().map(axis -> Arguments.axis(axis, rank)).sorted().distinct().toList();
    }

    public List<Arg> items(int index) {
        return required(index) instanceof Arg.ListOf(List<Arg> items) ? items : List.of(required(index));
    }

    public ConversionException refusal(String reason) {
        return new ConversionException(node, reason);
    }

    private List<SymExpr> sizes(Arg arg) {
        if (arg instanceof Arg.ListOf(List<Arg> items)) {
            List<SymExpr> sizes = new ArrayList<>();
            items.forEach(item -> sizes.add(size(item)));
            return sizes;
        }
        return List.of(size(arg));
    }

    private long integer(Arg arg) {
        return known(size(arg));
    }

    private long known(SymExpr expression) {
        return expression.constantValue()
                .orElseThrow(() -> refusal("the number '" + expression + "' must be known before running"));
    }

    private Arg required(int index) {
        return arg(index).orElseThrow(() -> refusal("argument " + index + " is missing"));
    }
}
