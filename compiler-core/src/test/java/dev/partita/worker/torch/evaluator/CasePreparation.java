package dev.partita.worker.torch.evaluator;

import dev.partita.convert.ConverterTable;
import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.convert.cases.CaseArg;
import dev.partita.convert.cases.CaseTensor;
import dev.partita.convert.cases.ConverterCase;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.WeightRef;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes a graph of one call out of a case, lets libtorch say what it yields, and converts it. Symbolic extents of results
 * are found by running the op with each dynamic extent doubled in turn.
 */
public final class CasePreparation {

    private final ConverterCase theCase;
    private final boolean dynamic;
    private final Aten aten = new Aten();
    private final List<CaseTensor> tensors;
    private final List<HostTensor> weights = new ArrayList<>();

    private CasePreparation(ConverterCase theCase, boolean dynamic) {
        this.theCase = theCase;
        this.dynamic = dynamic;
        tensors = theCase.tensors(dynamic);
    }

    public static PreparedCase prepare(ConverterCase theCase, boolean dynamic) {
        try (PointerScope scope = new PointerScope()) {
            return new CasePreparation(theCase, dynamic).prepare();
        }
    }

    private void inventWeights(Random random) {
        for (CaseTensor tensor : tensors) {
            weights.add(tensor.weight() ? tensor.generate(extents(tensor, Map.of()), random) : HostTensor.empty(DType.BOOL, List.of()));
        }
    }

    private PreparedCase prepare() {
        Random random = new Random(theCase.name().hashCode());
        inventWeights(random);
        Graph graph = graph();
        SegmentGraph segment = segment(graph);
        Optional<String> obstacle = ConverterTable.obstacle(callNode(graph), theCase.expectation().settings());
        if (obstacle.isPresent()) {
            throw new RefusedCase(theCase.name() + " is refused: " + obstacle.get());
        }
        var network = new SegmentConverter(theCase.expectation().settings()).convert(segment);
        List<PreparedCase.Sample> samples = new ArrayList<>(List.of(sample(Map.of(), random)));
        if (dynamic) {
            Map<Long, Long> doubled = new LinkedHashMap<>();
            symbols().forEach(extent -> doubled.put(extent, 2 * extent));
            samples.add(sample(doubled, random));
        }
        return new PreparedCase(theCase.name(), network, samples, theCase.expectation().tolerance());
    }

    private PreparedCase.Sample sample(Map<Long, Long> sizes, Random random) {
        List<HostTensor> values = values(sizes, random);
        Map<String, HostTensor> inputs = new LinkedHashMap<>();
        for (int i = 0; i < tensors.size(); i++) {
            if (!tensors.get(i).weight()) {
                inputs.put("x" + i, held(values.get(i)));
            }
        }
        List<Tensor> results = run(values, sizes);
        Map<String, HostTensor> expected = new LinkedHashMap<>();
        for (int result : theCase.expectation().results()) {
            expected.put("output" + expected.size(), held(aten.host(results.get(result))));
        }
        return new PreparedCase.Sample(inputs, expected);
    }

    /** FLOAT64 is FLOAT32 in a network. */
    private HostTensor held(HostTensor tensor) {
        return tensor.dtype() == DType.FLOAT64
                ? aten.host(aten.cast(aten.tensor(tensor), DType.FLOAT32))
                : tensor;
    }

    private List<HostTensor> values(Map<Long, Long> sizes, Random random) {
        List<HostTensor> values = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            CaseTensor tensor = tensors.get(i);
            values.add(tensor.weight() ? weights.get(i) : tensor.generate(extents(tensor, sizes), random));
        }
        return values;
    }

    private static List<Long> extents(CaseTensor tensor, Map<Long, Long> sizes) {
        return tensor.dims().stream().map(dim -> dim < 0 ? sizes.getOrDefault(-dim, -dim) : dim).toList();
    }

    private TreeSet<Long> symbols() {
        TreeSet<Long> symbols = new TreeSet<>();
        tensors.stream().filter(CaseTensor::isDynamic).forEach(tensor ->
                tensor.dims().stream().filter(dim -> dim < 0).forEach(dim -> symbols.add(-dim)));
        return symbols;
    }

    // libtorch's answer.

    private List<Tensor> run(List<HostTensor> values, Map<Long, Long> sizes) {
        int[] next = {0};
        ConverterCase.Answer call = theCase.answer();
        List<Object> arguments = new ArrayList<>();
        for (CaseArg arg : call.args()) {
            arguments.add(plain(arg, values, sizes, next));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        call.kwargs().forEach((key, arg) -> named.put(key, plain(arg, values, sizes, next)));
        String name = call.op().startsWith("aten.")
                ? call.op().substring("aten.".length())
                : call.op().replaceFirst("\\.", "::");
        try {
            return aten.callAll(name, named, arguments.toArray());
        } catch (RuntimeException refusal) {
            throw new ImpossibleCase(theCase, refusal);
        }
    }

    @SuppressWarnings("NullAway") // None among arguments is null
    private Object plain(CaseArg arg, List<HostTensor> values, Map<Long, Long> sizes, int[] next) {
        return switch (arg) {
            case CaseTensor _ -> aten.tensor(values.get(next[0]++));
            case CaseArg.Size(long extent, long factor) -> factor * sizes.getOrDefault(extent, extent);
            case CaseArg.Items(List<CaseArg> items) -> {
                List<Object> plain = new ArrayList<>();
                items.forEach(item -> plain.add(plain(item, values, sizes, next)));
                yield plain;
            }
            case CaseArg.Literal(Arg value) -> switch (value) {
                case Arg.Int(long number) -> number;
                case Arg.Float(double number) -> number;
                case Arg.Bool(boolean truth) -> truth;
                case Arg.Str(String text) -> text;
                case Arg.Dtype(DType dtype) -> dtype;
                case Arg.None _ -> null;
                default -> throw new IllegalArgumentException("no argument for libtorch: " + value);
            };
        };
    }

    // The graph.

    private Graph graph() {
        Graph graph = new Graph();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            CaseTensor tensor = tensors.get(i);
            Node node;
            if (tensor.weight()) {
                HostTensor value = weights.get(i);
                List<Long> strides = new ArrayList<>();
                long stride = 1;
                for (int axis = value.dims().size() - 1; axis >= 0; axis--) {
                    strides.addFirst(stride);
                    stride *= value.dims().get(axis);
                }
                TensorSpec spec = new TensorSpec(tensor.dtype(), Shape.of(value.dims().stream().map(SymExpr::of).toList()));
                graph.putAttribute("w" + i, new Attribute.Weight(spec, new WeightRef(value.data(), "w" + i, 0, strides)));
                node = graph.getAttr("w" + i);
                node.setValue(Value.of(spec));
            } else {
                node = graph.placeholder("x" + i);
                node.setValue(Value.of(new TensorSpec(tensor.dtype(), Shape.of(
                        tensor.dims().stream().map(this::dim).toList()))));
            }
            nodes.add(node);
        }
        int[] next = {0};
        List<Arg> args = new ArrayList<>();
        theCase.args().forEach(arg -> args.add(argument(graph, arg, nodes, next)));
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        theCase.keywords().forEach((key, arg) -> kwargs.put(key, argument(graph, arg, nodes, next)));
        Node call = graph.call(OpName.of(theCase.op()), args, kwargs);
        List<Value> results = results();
        int compared = theCase.expectation().results().stream().max(Integer::compare).orElse(0);
        if (compared >= results.size() || (compared > 0 && results.size() == 1)) {
            throw new ImpossibleCase(theCase, "it has " + results.size() + " results");
        }
        List<Arg> outputs = new ArrayList<>();
        if (results.size() == 1) {
            call.setValue(results.getFirst());
            outputs.add(Arg.of(call));
        } else {
            call.setValue(new Value.Tuple(results));
            for (int result : theCase.expectation().results()) {
                Node item = graph.call(OpName.of("_operator.getitem"), List.of(Arg.of(call), Arg.of((long) result)), Map.of());
                item.setValue(results.get(result));
                outputs.add(Arg.of(item));
            }
        }
        graph.output(Arg.list(outputs));
        return graph;
    }

    private SymExpr dim(long dim) {
        return dim < 0 && dynamic ? SymExpr.symbol("s" + -dim) : SymExpr.of(Math.abs(dim));
    }

    private Arg argument(Graph graph, CaseArg arg, List<Node> nodes, int[] next) {
        return switch (arg) {
            case CaseTensor _ -> Arg.of(nodes.get(next[0]++));
            case CaseArg.Literal(Arg value) -> value;
            case CaseArg.Items(List<CaseArg> items) -> {
                List<Arg> made = new ArrayList<>();
                items.forEach(item -> made.add(argument(graph, item, nodes, next)));
                yield Arg.list(made);
            }
            case CaseArg.Size(long extent, long factor) -> {
                if (!dynamic) {
                    yield Arg.of(extent * factor);
                }
                Node size = sizeNode(graph, extent, nodes);
                if (factor == 1) {
                    yield Arg.of(size);
                }
                Node product = graph.call(OpName.of("_operator.mul"), List.of(Arg.of(size), Arg.of(factor)), Map.of());
                product.setValue(new Value.SymInt(product(factor, List.of(dim(-extent)))));
                yield Arg.of(product);
            }
        };
    }

    private Node sizeNode(Graph graph, long extent, List<Node> nodes) {
        for (int i = 0; i < tensors.size(); i++) {
            int axis = tensors.get(i).dims().indexOf(-extent);
            if (axis >= 0 && !tensors.get(i).weight()) {
                Node size = graph.call(
                        OpName.of("aten.sym_size.int"), List.of(Arg.of(nodes.get(i)), Arg.of((long) axis)), Map.of());
                return size.setValue(new Value.SymInt(dim(-extent)));
            }
        }
        throw new ImpossibleCase(theCase, "no tensor has the extent " + -extent);
    }

    // What the call yields, with symbols.

    private List<Value> results() {
        List<TensorSpec> base = specs(Map.of());
        List<Long> symbols = dynamic ? List.copyOf(symbols()) : List.of();
        List<List<TensorSpec>> doubled =
                symbols.stream().map(symbol -> specs(Map.of(symbol, 2 * symbol))).toList();
        List<Value> values = new ArrayList<>();
        for (int result = 0; result < base.size(); result++) {
            List<SymExpr> dims = new ArrayList<>();
            for (int axis = 0; axis < base.get(result).rank(); axis++) {
                int at = result;
                int along = axis;
                List<Long> moved = doubled.stream().map(specs -> value(specs.get(at), along)).toList();
                dims.add(expression(value(base.get(result), axis), symbols, moved, "u" + result + axis));
            }
            values.add(Value.of(new TensorSpec(base.get(result).dtype(), Shape.of(dims))));
        }
        return values;
    }

    private static long value(TensorSpec spec, int axis) {
        return spec.shape().dim(axis).constantValue().orElseThrow();
    }

    private List<TensorSpec> specs(Map<Long, Long> sizes) {
        Random random = new Random(1);
        return run(values(sizes, random), sizes).stream()
                .map(tensor -> new TensorSpec(
                        Aten.dtype(tensor),
                        Shape.of(Aten.dims(tensor).stream().map(SymExpr::of).toList())))
                .toList();
    }

    /** A product, a quotient or a sum of symbols that explains the extents; a fresh symbol when none does. */
    private SymExpr expression(long base, List<Long> symbols, List<Long> moved, String fresh) {
        List<Long> changing = new ArrayList<>();
        boolean proportional = true;
        for (int i = 0; i < symbols.size(); i++) {
            if (moved.get(i) != base) {
                changing.add(symbols.get(i));
                proportional &= moved.get(i) == 2 * base;
            }
        }
        if (changing.isEmpty()) {
            return SymExpr.of(base);
        }
        long volume = changing.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        if (proportional && base % volume == 0) {
            return product(base / volume, changing.stream().map(symbol -> dim(-symbol)).toList());
        }
        if (proportional && base > 0 && volume % base == 0) {
            SymExpr whole = product(1, changing.stream().map(symbol -> dim(-symbol)).toList());
            return new SymExpr.Call(SymFunction.FLOOR_DIV, List.of(whole, SymExpr.of(volume / base)));
        }
        if (changing.size() == 1) {
            long symbol = changing.getFirst();
            long growth = moved.get(symbols.indexOf(symbol)) - base;
            if (growth % symbol == 0) {
                SymExpr scaled = product(growth / symbol, List.of(dim(-symbol)));
                return new SymExpr.Call(SymFunction.ADD, List.of(scaled, SymExpr.of(base - growth)));
            }
        }
        return SymExpr.symbol(fresh);
    }

    private static SymExpr product(long factor, List<SymExpr> symbols) {
        List<SymExpr> factors = new ArrayList<>();
        if (factor != 1) {
            factors.add(SymExpr.of(factor));
        }
        factors.addAll(symbols);
        return factors.size() == 1 ? factors.getFirst() : new SymExpr.Call(SymFunction.MUL, factors);
    }

    // The segment.

    private static Node callNode(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.isCall() && !node.op().op().equals("getitem"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static SegmentGraph segment(Graph graph) {
        List<Node> inputs = graph.nodes().stream().filter(node -> node.target().startsWith("x") && !node.isCall()).toList();
        List<Node> calls = graph.nodes().stream().filter(Node::isCall).toList();
        List<Node> outputs = new ArrayList<>();
        graph.outputNode().args().getFirst().forEachRef(outputs::add);
        return new SegmentGraph("case", calls, inputs, outputs);
    }
}
