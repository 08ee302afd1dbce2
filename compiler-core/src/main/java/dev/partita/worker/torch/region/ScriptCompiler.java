package dev.partita.worker.torch.region;

import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.worker.torch.operator.Operator;
import dev.partita.worker.torch.operator.Parameter;
import dev.partita.worker.torch.operator.Parameter.Kind;
import dev.partita.worker.torch.operator.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Graph;
import org.bytedeco.pytorch.GraphExecutor;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitNode;
import org.bytedeco.pytorch.Symbol;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.Value;
import org.bytedeco.pytorch.ValueVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Builds a TorchScript graph out of a program's steps. TorchScript chooses overloads by the types of the arguments; a step
 * for which it would choose another one than the program's makes the whole region unscriptable, and so do sub-graphs and
 * kernels of ours.
 */
final class ScriptCompiler {

    /** Python's functions on integers that are TorchScript operators, too. */
    private static final Map<String, String> INTEGER_OPS = Map.ofEntries(
            Map.entry("_operator.add", "aten::add"), Map.entry("_operator.sub", "aten::sub"),
            Map.entry("_operator.mul", "aten::mul"), Map.entry("_operator.floordiv", "aten::floordiv"),
            Map.entry("_operator.mod", "aten::remainder"), Map.entry("_operator.neg", "aten::neg"),
            Map.entry("_operator.eq", "aten::eq"), Map.entry("_operator.ne", "aten::ne"),
            Map.entry("_operator.lt", "aten::lt"), Map.entry("_operator.le", "aten::le"),
            Map.entry("_operator.gt", "aten::gt"), Map.entry("_operator.ge", "aten::ge"));

    private final Graph graph = new Graph();
    private final TorchProgram.Code code;
    private final @Nullable Value[] values;
    private final Type.TypePtr tensorType;
    private final Type.TypePtr intType;

    private ScriptCompiler(TorchProgram.Code code) {
        this.code = code;
        this.values = new Value[code.slotCount()];
        Signature types = Signature.parse("types() -> (Tensor, int)");
        tensorType = types.returnTypes().get(0);
        intType = types.returnTypes().get(1);
    }

    /** @param inputs the region's inputs: their kinds decide which overloads TorchScript picks */
    static Script.Result compile(TorchProgram.Code code, List<Node> inputs) {
        try {
            return new Script.Result.Scripted(new ScriptCompiler(code).build(inputs));
        } catch (RuntimeException reason) {
            // Ours, or TorchScript's own refusal while the graph is being built.
            return new Script.Result.Unscriptable(NodeFailure.firstLine(reason));
        }
    }

    /** Ends the attempt. */
    private static final class Unscriptable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unscriptable(String why) {
            super(why);
        }
    }

    private Script build(List<Node> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            values[i] = graph.addInput("x" + i).setType(switch (inputs.get(i).value()) {
                case dev.partita.ir.Value.Tensor tensor -> tensorType;
                case dev.partita.ir.Value.SymInt number -> intType;
                default -> throw new Unscriptable("input '" + inputs.get(i).name() + "' is neither tensor nor integer");
            });
        }
        List<Attribute> weights = new ArrayList<>();
        code.effects().weightSlots().forEach((slot, weight) -> {
            values[slot] = graph.addInput("w" + slot).setType(tensorType);
            weights.add(weight);
        });
        for (ScheduledStep scheduled : code.steps()) {
            add(scheduled);
        }
        for (Operand result : code.results()) {
            graph.registerOutput(value(result, Optional.empty()));
        }
        graph.lint();
        // SIMPLE does not specialise: same numbers as step by step.
        return new Script(new GraphExecutor(graph, "segment", torch.ExecutorExecutionMode.SIMPLE.value), weights);
    }

    private void add(ScheduledStep scheduled) {
        Node node = scheduled.node();
        switch (scheduled.step()) {
            case OperatorStep step -> operator(step, node);
            case GetItemStep step -> {
                Value list = value(new Operand.Slot(step.list()), Optional.empty());
                Value index = graph.insertConstant(new IValue(step.index()));
                JitNode item = node("aten::__getitem__", List.of(list, index), 1);
                item.output(0).setType(tensorType);
                require(item, "t", node);
                values[step.results().first()] = item.output(0);
            }
            case ScalarStep step -> integer(step, node);
            default -> throw new Unscriptable(NodeFailure.place(node) + " has sub-graphs");
        }
    }

    private void operator(OperatorStep step, Node node) {
        Operator operator = step.operator();
        if (operator.name().equals("aten.detach_")) {
            values[step.results().first()] = value(step.operands().getFirst(), Optional.empty());
            return;
        }
        if (operator.symbol().isEmpty()) {
            throw new Unscriptable(NodeFailure.place(node) + " is a kernel of ours");
        }
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < step.operands().size(); i++) {
            arguments.add(value(step.operands().get(i), kind(operator.signature().parameters().get(i))));
        }
        List<Type.TypePtr> returns = operator.signature().returnTypes();
        JitNode call = node(operator.symbol(), arguments, returns.size());
        for (int i = 0; i < returns.size(); i++) {
            call.output(i).setType(returns.get(i));
            values[step.results().first() + i] = call.output(i);
        }
        require(call, operator.overload(), node);
    }

    private static Optional<Kind> kind(Parameter parameter) {
        return parameter.type() instanceof Parameter.Single(Kind kind) ? Optional.of(kind) : Optional.empty();
    }

    /** Only on integers: TorchScript's floats and truth values follow other rules than Python's. */
    private void integer(ScalarStep step, Node node) {
        String name = INTEGER_OPS.get(node.op().shortName());
        if (name == null) {
            throw new Unscriptable(NodeFailure.place(node) + " is no function that TorchScript has for integers");
        }
        List<Value> arguments = new ArrayList<>();
        for (Operand operand : step.operands()) {
            Value argument = value(operand, Optional.of(Kind.INT));
            if (argument.type().get().kind().intern() != torch.TypeKind.IntType) {
                throw new Unscriptable(NodeFailure.place(node) + " has an argument that is no integer");
            }
            arguments.add(argument);
        }
        JitNode call = node(name, arguments, 1);
        require(call, "int", node);
        call.output(0).setType(Signature.of(call.getOperator().schema()).returnTypes().getFirst());
        values[step.results().first()] = call.output(0);
    }

    private JitNode node(String symbol, List<Value> arguments, int results) {
        try (ValueVector vector = new ValueVector()) {
            vector.resize(arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                vector.put(i, arguments.get(i));
            }
            return graph.insertNode(graph.create(Symbol.fromQualString(symbol), vector, results));
        }
    }

    private static void require(JitNode call, String overload, Node node) {
        org.bytedeco.pytorch.@Nullable Operator chosen = call.maybeOperator();
        if (chosen == null || chosen.isNull()) {
            throw new Unscriptable(NodeFailure.place(node) + " matches no operator of TorchScript");
        }
        var name = chosen.schema().overload_name();
        String found = name == null || name.isNull() ? "" : name.getString();
        if (!found.equals(overload)) {
            throw new Unscriptable(NodeFailure.place(node) + " would become overload '" + found + "'");
        }
    }

    private Value value(Operand operand, Optional<Kind> kind) {
        return switch (operand) {
            case Operand.Constant(IValue constant) -> constant(constant, kind);
            case Operand.Slot(int index) -> known(index);
            case Operand.Fitted(int index, Kind wanted) -> known(index);
            case Operand.Items(Type.TypePtr itemType, List<Operand> items) -> {
                try (ValueVector vector = new ValueVector()) {
                    vector.resize(items.size());
                    for (int i = 0; i < items.size(); i++) {
                        vector.put(i, value(items.get(i), Optional.empty()));
                    }
                    yield graph.insertNode(graph.createList(itemType, vector)).output(0);
                }
            }
            case Operand.Tuple tuple -> throw new Unscriptable("a tuple leaves the region");
        };
    }

    /** A truth value in the place of a number matches nothing; 0 and 1 mean the same there. */
    private Value constant(IValue constant, Optional<Kind> kind) {
        if (kind.equals(Optional.of(Kind.SCALAR)) && constant.isBool()) {
            return graph.insertConstant(new IValue(constant.toBool() ? 1L : 0L));
        }
        return graph.insertConstant(constant);
    }

    private Value known(int slot) {
        Value value = values[slot];
        if (value == null) {
            throw new Unscriptable("slot " + slot + " has no value");
        }
        return value;
    }
}
