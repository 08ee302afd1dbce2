package dev.partita.worker.torch.region;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.LastAxisIndex;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.worker.torch.operator.Operator;
import dev.partita.worker.torch.operator.OperatorTable;
import dev.partita.worker.torch.operator.Signature;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.TorchTypes;
import dev.partita.worker.torch.region.Step.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.IValue;

/**
 * Turns a region into steps over slots: resolves every operator, makes every constant, and finds out which slots can be
 * cleared when. Reports all unresolvable ops at once. One object per region.
 */
final class RegionCompiler {

    private final Region region;
    private final WeightStore store;
    private final OperatorTable operators;
    private final Map<Node, Slots> slots = new HashMap<>();
    private final Map<Integer, Attribute> weightSlots = new LinkedHashMap<>();
    private final WriteAnalysis writes;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int slotCount;

    RegionCompiler(Region region, WeightStore store) {
        this(region, store, new OperatorTable());
    }

    private RegionCompiler(Region region, WeightStore store, OperatorTable operators) {
        this.region = region;
        this.store = store;
        this.operators = operators;
        this.writes = new WriteAnalysis();
    }

    TorchProgram compile() {
        for (Node input : region.inputs()) {
            writes.input(slotCount);
            slots.put(input, allocate(1, false));
        }
        List<String> problems = new ArrayList<>();
        for (Node node : region.nodes()) {
            if (node.isCall()) {
                try {
                    compile(node);
                } catch (TorchException problem) {
                    problems.add(NodeFailure.place(node) + ": " + problem.getMessage());
                    // Readers of this node get a slot, so that their own problems can be reported too.
                    slots.put(node, Slots.single(slotCount++));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new TorchException(String.join("\n", problems));
        }
        List<Operand> results = region.results().stream().map(this::result).toList();
        Set<Integer> written = writes.weights();
        weightSlots.forEach((slot, weight) -> {
            if (written.contains(slot) && weight instanceof Attribute.Weight changed) {
                store.announceWrite(changed);
            }
        });
        return new TorchProgram(
                new TorchProgram.Code(
                        Liveness.schedule(nodes, steps, results, weightSlots.keySet()),
                        slotCount,
                        region.inputs().size(),
                        results,
                        new TorchProgram.Effects(weightSlots, writes.inputs())),
                store,
                region.inputs());
    }

    private void compile(Node node) {
        OpName op = node.op();
        if (op.equals(GET_ITEM)) {
            getItem(node);
        } else if (op.namespace().equals("higher_order")) {
            HigherOrder higherOrder = new HigherOrder(this);
            add(node, higherOrder.compile(node));
        } else if (ScalarOp.find(op.shortName()).isPresent()) {
            List<Operand> operands = new ArrayList<>();
            for (Arg arg : node.args()) {
                // sym_sum takes its numbers as one list.
                List<Arg> numbers = arg instanceof Arg.ListOf(List<Arg> items) ? items : List.of(arg);
                numbers.forEach(number -> operands.add(value(number)));
            }
            add(node, new ScalarStep(ScalarOp.find(op.shortName()).orElseThrow(), operands, allocate(1, false)));
        } else {
            operator(node, operators.find(op).orElseThrow(() -> new TorchException(
                    "libtorch 2.5.1 has no such operator and Partita brings no kernel for it")));
        }
    }

    private void operator(Node node, Operator operator) {
        Signature signature = operator.signature();
        List<Operand> operands = new ArrayList<>();
        Arguments arguments = new Arguments(this, node);
        for (int i = 0; i < signature.parameters().size(); i++) {
            operands.add(arguments.operand(signature, i));
        }
        arguments.rejectUnknown(signature);
        Slots results = allocate(signature.returns(), signature.returns() != 1);
        add(node, new OperatorStep(operator, operands, results));
        writes.operator(operator, operands, results);
    }

    /** {@code getitem}: an alias of one slot when the tuple's items have slots, else a step. */
    private void getItem(Node node) {
        Slots source = slotsOf(node.input(0));
        OptionalLong place = LastAxisIndex.find(node);
        if (place.isPresent()) {
            lastAxis(node, source, place.getAsLong());
            return;
        }
        if (!(node.args().get(1) instanceof Arg.Int(long index))) {
            throw new TorchException("the index of getitem is no literal");
        }
        if (source.tuple()) {
            int position = (int) (index < 0 ? index + source.count() : index);
            if (position < 0 || position >= source.count()) {
                throw new TorchException("item " + index + " of " + source.count() + " results");
            }
            slots.put(node, Slots.single(source.first() + position));
            return;
        }
        Slots result = allocate(1, false);
        writes.view(source.first(), result.first());
        add(node, new GetItemStep(source.first(), index, result));
    }

    /** {@code tensor[..., place]}. */
    private void lastAxis(Node node, Slots source, long place) {
        Operator select = operators.find(SELECT).orElseThrow();
        List<Operand> operands = List.of(new Operand.Slot(source.first()),
                new Operand.Constant(new IValue(-1L)), new Operand.Constant(new IValue(place)));
        Slots result = allocate(1, false);
        add(node, new OperatorStep(select, operands, result));
        writes.operator(select, operands, result);
    }

    private void add(Node node, Step step) {
        slots.put(node, step.results());
        nodes.add(node);
        steps.add(step);
    }

    Slots allocate(int count, boolean tuple) {
        Slots allocated = new Slots(slotCount, count, tuple);
        slotCount += count;
        return allocated;
    }

    WriteAnalysis writes() {
        return writes;
    }

    WeightStore store() {
        return store;
    }

    /** The slots that hold the node's value; weights get theirs on first mention. */
    Slots slotsOf(Node node) {
        Slots known = slots.get(node);
        if (known != null) {
            return known;
        }
        Attribute weight = weight(node).orElseThrow(() -> new TorchException("reads " + node
                + ", which is neither an input of this segment, nor computed in it, nor a weight"));
        Slots slot = allocate(1, false);
        slots.put(node, slot);
        weightSlots.put(slot.first(), weight);
        writes.weight(slot.first());
        return slot;
    }

    private Optional<Attribute> weight(Node node) {
        Attribute.Weight placeholder = region.weights().get(node);
        if (placeholder != null) {
            return Optional.of(placeholder);
        }
        return node.kind() == NodeKind.GET_ATTR
                ? node.graph().attribute(node.target()).filter(attribute -> !(attribute instanceof Attribute.SubGraph))
                : Optional.empty();
    }

    /** An argument as it is, without a parameter to fit: a number, a tensor, None. */
    Operand value(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> {
                Slots source = slotsOf(node);
                if (source.tuple()) {
                    throw new TorchException(node + " is a tuple where one value is expected");
                }
                yield new Operand.Slot(source.first());
            }
            case Arg.ListOf list -> throw new TorchException("a list where one value is expected");
            case Arg.None none -> new Operand.Constant(new IValue());
            case Arg.Ellipsis ellipsis -> throw new TorchException("an index '...' where one value is expected");
            case Arg.Int(long value) -> new Operand.Constant(new IValue(value));
            case Arg.Float(double value) -> new Operand.Constant(new IValue(value));
            case Arg.Bool(boolean value) -> new Operand.Constant(new IValue(value));
            case Arg.Str(String value) -> new Operand.Constant(new IValue(value));
            case Arg.Complex(double real, double imag) -> new Operand.Constant(Arguments.complex(real, imag));
            case Arg.Dtype(var dtype) -> new Operand.Constant(new IValue((long) TorchTypes.scalarType(dtype).value));
            case Arg.Device device -> new Operand.Constant(store.placement().device());
            case Arg.Layout(String name) -> new Operand.Constant(new IValue(TorchTypes.layout(name)));
            case Arg.MemoryFormat(String name) -> new Operand.Constant(new IValue(TorchTypes.memoryFormat(name)));
            case Arg.Sym(var expression) -> throw new TorchException(
                    "the symbolic expression " + expression + " was left in the arguments; no node computes it");
        };
    }

    /** A value that leaves the region; a tuple leaves as one. */
    private Operand result(Arg arg) {
        if (arg instanceof Arg.Ref(Node node) && slotsOf(node).tuple()) {
            Slots slots = slotsOf(node);
            return new Operand.Tuple(IntStream.range(slots.first(), slots.first() + slots.count())
                    .mapToObj(slot -> (Operand) new Operand.Slot(slot)).toList());
        }
        return value(arg);
    }

    private static final OpName GET_ITEM = OpName.of("_operator.getitem");
    private static final OpName SELECT = OpName.of("aten.select.int");
}
