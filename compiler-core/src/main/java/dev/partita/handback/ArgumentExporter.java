package dev.partita.handback;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.ir.schema.ParameterType;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.MemoryFormat;
import dev.partita.pt2.schema.ScalarRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Arguments of a node as the file writes them. Which tag a list gets depends on its items, for an empty one on the declared type. */
final class ArgumentExporter {

    private final ValueExporter values;
    private final Function<Node, Argument> references;

    /** @param references how a node of the same graph is referred to */
    ArgumentExporter(ValueExporter values, Function<Node, Argument> references) {
        this.values = values;
        this.references = references;
    }

    /** @param type as the operator declares it; empty for operators that are not known */
    Argument export(Arg arg, Optional<ParameterType> type) {
        return switch (arg) {
            case Arg.Ref(Node node) -> references.apply(node);
            case Arg.None _ -> new Argument.None();
            case Arg.Int(long value) -> new Argument.IntValue(value);
            case Arg.Float(double value) -> new Argument.FloatValue(value);
            case Arg.Bool(boolean value) -> new Argument.BoolValue(value);
            case Arg.Str(String value) -> new Argument.StringValue(value);
            case Arg.Complex(double real, double imaginary) -> new Argument.ComplexValue(real, imaginary);
            case Arg.Dtype(var dtype) -> new Argument.ScalarType(dtype);
            case Arg.Device _ -> new Argument.DeviceValue(values.device());
            case Arg.Layout(String name) -> new Argument.LayoutValue(
                    named(Layout.values(), layout -> layout.torchName().equals("torch." + name), name));
            case Arg.MemoryFormat(String name) -> new Argument.MemoryFormatValue(
                    named(MemoryFormat.values(), format -> format.torchName().equals("torch." + name), name));
            case Arg.Ellipsis _ -> throw new HandBackException("a .pt2 file has no place for the index '...'");
            case Arg.Sym(var expr) -> throw new HandBackException("the expression " + expr + " is computed by no node");
            case Arg.ListOf(List<Arg> items) -> list(items, type);
        };
    }

    private Argument list(List<Arg> items, Optional<ParameterType> type) {
        if (items.isEmpty()) {
            return switch (type.map(ParameterType::base).orElse("int")) {
                case "Tensor" -> new Argument.TensorList(List.of());
                case "float" -> new Argument.FloatList(List.of());
                case "bool" -> new Argument.BoolList(List.of());
                default -> new Argument.IntList(List.of());
            };
        }
        if (all(items, Arg.Int.class)) {
            return new Argument.IntList(items.stream().map(item -> ((Arg.Int) item).value()).toList());
        }
        if (all(items, Arg.Bool.class)) {
            return new Argument.BoolList(items.stream().map(item -> ((Arg.Bool) item).value()).toList());
        }
        if (all(items, Arg.Str.class)) {
            return new Argument.StringList(items.stream().map(item -> ((Arg.Str) item).value()).toList());
        }
        if (items.stream().allMatch(item -> item instanceof Arg.Float || item instanceof Arg.Int)) {
            return new Argument.FloatList(items.stream().map(ArgumentExporter::decimal).toList());
        }
        List<Argument> exported = items.stream().map(item -> export(item, Optional.empty())).toList();
        if (exported.stream().allMatch(item -> item instanceof Argument.Tensor || item instanceof Argument.None)) {
            return tensors(exported);
        }
        if (exported.stream().allMatch(item -> item instanceof Argument.SymIntRef || item instanceof Argument.IntValue)) {
            return new Argument.SymIntList(exported.stream().map(ArgumentExporter::integer).toList());
        }
        if (exported.stream().allMatch(Argument.IntList.class::isInstance)) {
            return new Argument.NestedIntList(exported.stream().map(item -> ((Argument.IntList) item).values()).toList());
        }
        throw new HandBackException("a list of " + items + " has no form in a file");
    }

    private static Argument tensors(List<Argument> items) {
        List<Optional<String>> names = items.stream()
                .map(item -> item instanceof Argument.Tensor(String name) ? Optional.of(name) : Optional.<String>empty())
                .toList();
        return names.stream().allMatch(Optional::isPresent)
                ? new Argument.TensorList(names.stream().flatMap(Optional::stream).toList())
                : new Argument.OptionalTensorList(names);
    }

    private static ScalarRef<Long> integer(Argument item) {
        return switch (item) {
            case Argument.SymIntRef(ScalarRef<Long> value) -> value;
            case Argument.IntValue(long value) -> new ScalarRef.Literal<>(value);
            default -> throw new IllegalStateException(item.toString());
        };
    }

    private static double decimal(Arg item) {
        return item instanceof Arg.Int(long value) ? value : ((Arg.Float) item).value();
    }

    private static boolean all(List<Arg> items, Class<? extends Arg> kind) {
        return items.stream().allMatch(kind::isInstance);
    }

    private static <E> E named(E[] constants, Predicate<E> matches, String name) {
        return Arrays.stream(constants).filter(matches).findFirst()
                .orElseThrow(() -> new HandBackException("'" + name + "' has no form in a file"));
    }

    /** Whether a call returns all its tensors as one list, which the file then writes as one result. */
    static boolean returnsList(Value value, List<String> results) {
        return value instanceof Value.Tuple && results.size() == 1 && results.getFirst().contains("[]");
    }
}
