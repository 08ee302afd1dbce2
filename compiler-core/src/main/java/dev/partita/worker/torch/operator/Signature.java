package dev.partita.worker.torch.operator;

import dev.partita.worker.torch.operator.Parameter.Kind;
import dev.partita.worker.torch.operator.Parameter.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.AliasInfo;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueOptional;
import org.bytedeco.pytorch.IntOptional;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An operator's schema as Java values: parameters in order and the types of the results.
 *
 * @param returnsView whether a result may share memory with an argument
 */
public record Signature(List<Parameter> parameters, List<Type.TypePtr> returnTypes, boolean returnsView) {

    public Signature {
        parameters = List.copyOf(parameters);
        returnTypes = List.copyOf(returnTypes);
    }

    public int returns() {
        return returnTypes.size();
    }

    /** Whether an argument is a tensor, from which results can take their device. */
    public boolean takesTensors() {
        return parameters.stream().map(Parameter::type).anyMatch(Signature::isTensor);
    }

    private static boolean isTensor(ParameterType type) {
        return switch (type) {
            case Parameter.Single(Kind kind) -> kind == Kind.TENSOR;
            case Parameter.ListOf(ParameterType item, var _) -> isTensor(item);
        };
    }

    public static Signature of(FunctionSchema schema) {
        List<Parameter> parameters = new ArrayList<>();
        for (Argument argument : items(schema.arguments())) {
            parameters.add(parameter(argument));
        }
        List<Argument> returns = items(schema.returns());
        return new Signature(
                parameters, returns.stream().map(Signature::ownType).toList(), returns.stream().anyMatch(Signature::isAliased));
    }

    /** Reads a schema such as {@code nms(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor}. */
    public static Signature parse(String schema) {
        return of(torch.parseSchema(schema));
    }

    private static Parameter parameter(Argument argument) {
        IntOptional count = argument.N();
        IValueOptional fallback = argument.default_value();
        AliasInfo alias = argument.alias_info();
        return new Parameter(
                text(argument.name()),
                type(argument.type()),
                count.has_value() ? Optional.of(count.get()) : Optional.empty(),
                argument.kwarg_only(),
                // Copied: the schema owns its own value. Retained: signatures outlive the run that first needs them.
                fallback.has_value() ? Optional.of(new IValue(fallback.get()).retainReference()) : Optional.empty(),
                isAliased(argument),
                isAliased(argument) && alias.isWrite());
    }

    /** A copy: what the schema hands out is a reference into itself. */
    private static Type.TypePtr ownType(Argument argument) {
        return new Type.TypePtr(argument.type()).retainReference();
    }

    private static boolean isAliased(Argument argument) {
        @Nullable AliasInfo alias = argument.alias_info();
        return alias != null && !alias.isNull();
    }

    private static ParameterType type(Type.TypePtr pointer) {
        Type type = pointer.get();
        return switch (type.kind().intern()) {
            case OptionalType -> type(withoutNone(type));
            case ListType -> {
                Type.TypePtr item = type.containedType(0);
                yield new Parameter.ListOf(type(item), item);
            }
            case TensorType -> new Parameter.Single(Kind.TENSOR);
            case IntType, SymIntType, ScalarTypeType, LayoutType, MemoryFormatType ->
                new Parameter.Single(Kind.INT);
            case FloatType, SymFloatType -> new Parameter.Single(Kind.FLOAT);
            case BoolType, SymBoolType -> new Parameter.Single(Kind.BOOL);
            case NumberType, ComplexType -> new Parameter.Single(Kind.SCALAR);
            case StringType -> new Parameter.Single(Kind.STRING);
            case DeviceObjType -> new Parameter.Single(Kind.DEVICE);
            default -> new Parameter.Single(Kind.OTHER);
        };
    }

    /** An optional type contains its type and None, in either order. */
    private static Type.TypePtr withoutNone(Type optional) {
        Type.TypePtr first = optional.containedType(0);
        return first.get().kind().intern() == torch.TypeKind.NoneType ? optional.containedType(1) : first;
    }

    /** JavaCPP hands an empty vector out as null. */
    private static List<Argument> items(@Nullable Argument arguments) {
        List<Argument> items = new ArrayList<>();
        if (arguments != null && !arguments.isNull()) {
            for (long i = 0; i < arguments.limit() - arguments.position(); i++) {
                items.add(arguments.getPointer(i));
            }
        }
        return items;
    }

    private static String text(@Nullable BytePointer text) {
        return text == null || text.isNull() ? "" : text.getString();
    }
}
