package dev.partita.worker.torch.region;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.worker.torch.operator.Parameter;
import dev.partita.worker.torch.operator.Parameter.Kind;
import dev.partita.worker.torch.operator.Parameter.ListOf;
import dev.partita.worker.torch.operator.Parameter.ParameterType;
import dev.partita.worker.torch.operator.Parameter.Single;
import dev.partita.worker.torch.operator.Signature;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.region.Step.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.DoubleComplex;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Type;

/** The arguments of one node, fitted to an operator's parameters: defaults filled in, lists typed, numbers converted. */
final class Arguments {

    private final RegionCompiler compiler;
    private final Node node;
    private final Set<String> used = new HashSet<>();

    Arguments(RegionCompiler compiler, Node node) {
        this.compiler = compiler;
        this.node = node;
    }

    /**
     * The argument for the parameter at {@code position}: positional, by keyword, or the schema's default. An op that makes a
     * tensor out of nothing makes it where the program runs, even if nobody said so.
     */
    Operand operand(Signature signature, int position) {
        Parameter parameter = signature.parameters().get(position);
        Operand operand = operand(parameter, position);
        boolean nowhere = operand instanceof Operand.Constant(IValue value) && value.isNone()
                && parameter.type() instanceof Single(Kind kind) && kind == Kind.DEVICE && !signature.takesTensors();
        return nowhere ? new Operand.Constant(compiler.store().placement().device()) : operand;
    }

    private Operand operand(Parameter parameter, int position) {
        used.add(parameter.name());
        Arg given = position < node.args().size() && !parameter.keywordOnly()
                ? node.args().get(position)
                : node.kwargs().get(parameter.name());
        if (given != null) {
            return fit(given, parameter);
        }
        return new Operand.Constant(parameter.fallback().orElseThrow(
                () -> new TorchException("the argument '" + parameter.name() + "' is missing")));
    }

    /**
     * Newer versions of torch have parameters that 2.5.1 lacks. Those at None or False change nothing; the device and layout
     * that {@code _assert_tensor_metadata} checks are those of the exporting machine.
     */
    void rejectUnknown(Signature signature) {
        boolean assertion = node.op().op().equals("_assert_tensor_metadata");
        for (Map.Entry<String, Arg> keyword : node.kwargs().entrySet()) {
            boolean atDefault = keyword.getValue() instanceof Arg.None || keyword.getValue().equals(Arg.of(false));
            if (!used.contains(keyword.getKey()) && !atDefault && !assertion) {
                throw new TorchException("libtorch 2.5.1 has no parameter '" + keyword.getKey() + "' here");
            }
        }
        long positional = signature.parameters().stream().filter(parameter -> !parameter.keywordOnly()).count();
        for (int i = (int) positional; i < node.args().size(); i++) {
            if (!(node.args().get(i) instanceof Arg.None)) {
                throw new TorchException(node.args().size() + " arguments, but libtorch 2.5.1 takes " + positional);
            }
        }
    }

    private Operand fit(Arg arg, Parameter parameter) {
        if (parameter.type() instanceof ListOf list && parameter.fixedCount().isPresent() && isNumber(arg)) {
            // int[2] also accepts one number for all axes.
            return fit(Arg.list(Collections.nCopies(parameter.fixedCount().get(), arg)), list);
        }
        return fit(arg, parameter.type());
    }

    private static boolean isNumber(Arg arg) {
        return arg instanceof Arg.Int || arg instanceof Arg.Float;
    }

    private Operand fit(Arg arg, ParameterType type) {
        return switch (type) {
            case Single(Kind kind) -> single(arg, kind);
            case ListOf(ParameterType item, Type.TypePtr itemType) -> switch (arg) {
                case Arg.ListOf(List<Arg> items) -> list(items.stream().map(each -> fit(each, item)).toList(), itemType);
                case Arg.Ref(Node source) -> wholeList(source, itemType);
                default -> compiler.value(arg);
            };
        };
    }

    private Operand single(Arg arg, Kind kind) {
        return switch (compiler.value(arg)) {
            case Operand.Constant(IValue value) -> new Operand.Constant(Coercion.fit(value, kind));
            case Operand.Slot(int slot) -> isTensor(arg) && kind == Kind.TENSOR
                    ? new Operand.Slot(slot)
                    : new Operand.Fitted(slot, kind);
            case Operand other -> other;
        };
    }

    private static boolean isTensor(Arg arg) {
        return arg instanceof Arg.Ref(Node source) && source.value() instanceof Value.Tensor;
    }

    /** A node that yields a list is passed on as it is; the items of a tuple are gathered. */
    private Operand wholeList(Node source, Type.TypePtr itemType) {
        Slots slots = compiler.slotsOf(source);
        if (!slots.tuple()) {
            return new Operand.Slot(slots.first());
        }
        return new Operand.Items(itemType, IntStream.range(0, slots.count())
                .mapToObj(i -> (Operand) new Operand.Slot(slots.first() + i)).toList());
    }

    /** A constant when all items are; otherwise built in each run. */
    static Operand list(List<Operand> items, Type.TypePtr itemType) {
        List<IValue> constants = new ArrayList<>();
        for (Operand item : items) {
            if (item instanceof Operand.Constant(IValue value)) {
                constants.add(value);
            }
        }
        if (constants.size() < items.size()) {
            return new Operand.Items(itemType, items);
        }
        try (GenericList list = new GenericList(itemType)) {
            constants.forEach(list::push_back);
            return new Operand.Constant(new IValue(list));
        }
    }

    static IValue complex(double real, double imag) {
        try (DoubleComplex number = new DoubleComplex(real, imag);
                Scalar scalar = new Scalar(number)) {
            return new IValue(scalar);
        }
    }
}
