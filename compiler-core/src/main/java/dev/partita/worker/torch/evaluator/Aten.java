package dev.partita.worker.torch.evaluator;

import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import dev.partita.tensor.DType;
import dev.partita.worker.torch.placement.TorchTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueOptional;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Calls libtorch's operators by name with Java values: tensors, Long, Double, Boolean, String, DType, lists, and null for
 * None. Arguments left out get the schema's defaults.
 */
final class Aten {

    static {
        Loader.load(torch.class);
    }

    private final Map<String, OperatorHandle> operators = new HashMap<>();

    /** The single result of an operator such as {@code add.Tensor}. */
    Tensor call(String name, @Nullable Object... arguments) {
        return callAll(name, Map.of(), arguments).getFirst();
    }

    /** All tensors that the operator returns, lists flattened. */
    List<Tensor> callAll(String name, Map<String, Object> named, @Nullable Object... arguments) {
        OperatorHandle operator = operators.computeIfAbsent(name, Aten::find);
        FunctionSchema schema = operator.schema();
        IValueVector stack = new IValueVector();
        List<Argument> parameters = parameters(schema);
        stack.resize(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            stack.put(i, argument(parameters.get(i), i, named, arguments));
        }
        operator.callBoxed(stack);
        List<Tensor> results = new ArrayList<>();
        for (long i = 0; i < stack.size(); i++) {
            IValue result = stack.get(i);
            if (result.isTensor()) {
                results.add(new Tensor(result.toTensor()));
            } else if (result.isTensorList()) {
                var list = result.toTensorVector();
                for (long k = 0; k < list.size(); k++) {
                    results.add(new Tensor(list.get(k)));
                }
            }
        }
        return results;
    }

    private static OperatorHandle find(String name) {
        int dot = name.indexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        String overload = dot < 0 || name.endsWith(".default") ? "" : name.substring(dot + 1);
        String qualified = base.contains("::") ? base : "aten::" + base;
        return new OperatorHandle(Dispatcher.singleton().findSchemaOrThrow(qualified, overload));
    }

    private static IValue argument(Argument parameter, int index, Map<String, Object> named, @Nullable Object[] given) {
        String name = parameter.name().getString();
        if (index < given.length) {
            return value(given[index], parameter.type());
        }
        if (named.containsKey(name)) {
            return value(named.get(name), parameter.type());
        }
        IValueOptional fallback = parameter.default_value();
        return fallback.has_value() ? new IValue(fallback.get()) : new IValue();
    }

    private static IValue value(@Nullable Object given, Type.TypePtr declared) {
        Type type = required(declared.get());
        return switch (given) {
            case null -> new IValue();
            case Tensor tensor -> new IValue(tensor);
            case List<?> items -> list(items, type);
            case Boolean truth when type.kind().intern() != torch.TypeKind.TensorType -> new IValue(truth.booleanValue());
            case DType dtype -> new IValue((long) scalarType(dtype).value);
            case String text -> new IValue(text);
            case Number number when type.kind().intern() == torch.TypeKind.TensorType -> wrapped(number);
            case Boolean truth -> new IValue(torch.scalar_to_tensor(new Scalar(truth.booleanValue() ? 1L : 0L)));
            case Number number when type.kind().intern() == torch.TypeKind.FloatType -> new IValue(number.doubleValue());
            case Long number -> new IValue(number.longValue());
            case Integer number -> new IValue(number.longValue());
            case Number number -> new IValue(number.doubleValue());
            default -> throw new IllegalArgumentException("libtorch takes no " + given.getClass());
        };
    }

    /** A number in a tensor's place takes part in type promotion as a Python number. */
    private static IValue wrapped(Number number) {
        Scalar scalar = number instanceof Double || number instanceof Float
                ? new Scalar(number.doubleValue())
                : new Scalar(number.longValue());
        Tensor tensor = torch.scalar_to_tensor(scalar);
        tensor.unsafeGetTensorImpl().set_wrapped_number(true);
        return new IValue(tensor);
    }

    private static IValue list(List<?> items, Type type) {
        Type.TypePtr itemType = type.containedType(0);
        GenericList list = new GenericList(itemType);
        for (Object item : items) {
            list.push_back(value(item, itemType));
        }
        return new IValue(list);
    }

    private static Type required(Type type) {
        if (type.kind().intern() != torch.TypeKind.OptionalType) {
            return type;
        }
        Type first = type.containedType(0).get();
        return first.kind().intern() == torch.TypeKind.NoneType ? type.containedType(1).get() : first;
    }

    private static List<Argument> parameters(FunctionSchema schema) {
        List<Argument> parameters = new ArrayList<>();
        Argument all = schema.arguments();
        if (all != null && !all.isNull()) {
            for (long i = 0; i < all.limit() - all.position(); i++) {
                parameters.add(all.getPointer(i));
            }
        }
        return parameters;
    }

    static torch.ScalarType scalarType(DType dtype) {
        return switch (dtype) {
            case UINT8, INT8, INT16, INT32, INT64, FLOAT16, FLOAT32, FLOAT64, BOOL, BFLOAT16, FLOAT8_E4M3FN ->
                TorchTypes.scalarType(dtype);
            case COMPLEX32, COMPLEX64, COMPLEX128, UINT16, UINT32, UINT64, FLOAT8_E5M2, FLOAT8_E4M3FNUZ,
                    FLOAT8_E5M2FNUZ, FLOAT8_E8M0FNU ->
                throw new IllegalArgumentException("no network holds " + dtype.torchName());
        };
    }

    static DType dtype(Tensor tensor) {
        torch.ScalarType type = tensor.scalar_type().intern();
        return switch (type) {
            case Byte -> DType.UINT8;
            case Char -> DType.INT8;
            case Short -> DType.INT16;
            case Int -> DType.INT32;
            case Long -> DType.INT64;
            case Half -> DType.FLOAT16;
            case Float -> DType.FLOAT32;
            case Double -> DType.FLOAT64;
            case Bool -> DType.BOOL;
            case BFloat16 -> DType.BFLOAT16;
            case Float8_e4m3fn -> DType.FLOAT8_E4M3FN;
            default -> throw new IllegalArgumentException("no network holds " + type);
        };
    }

    static List<Long> dims(Tensor tensor) {
        List<Long> dims = new ArrayList<>();
        for (long axis = 0; axis < tensor.dim(); axis++) {
            dims.add(tensor.size(axis));
        }
        return dims;
    }

    /** A copy in libtorch's own memory. */
    Tensor tensor(HostTensor host) {
        long[] dims = host.dims().stream().mapToLong(Long::longValue).toArray();
        TensorOptions options = new TensorOptions(scalarType(host.dtype()));
        try {
            return call("clone", torch.from_blob(new Address(host.data()), dims, options), null);
        } finally {
            // Libtorch knows the address only: nothing else keeps the memory until it is copied.
            Reference.reachabilityFence(host.data());
        }
    }

    Tensor tensor(WeightSource source) {
        HostTensor host = new HostTensor(
                source.dtype(),
                source.dims(),
                Arena.ofAuto().allocate(Math.max(1, WeightWriter.byteSize(source)), 64));
        WeightWriter.write(source, host.data());
        return tensor(host);
    }

    HostTensor host(Tensor tensor) {
        Tensor dense = tensor.contiguous();
        HostTensor host = HostTensor.empty(dtype(tensor), dims(tensor));
        if (dense.numel() > 0) {
            MemorySegment from = MemorySegment.ofAddress(dense.data_ptr().address()).reinterpret(dense.nbytes());
            MemorySegment.copy(from, 0, host.data(), 0, from.byteSize());
            Reference.reachabilityFence(dense);
        }
        return host;
    }

    Tensor cast(Tensor tensor, DType to) {
        return dtype(tensor) == to ? tensor : call("_to_copy", tensor, to);
    }

    /** JavaCPP's pointer to memory that Java owns. */
    private static final class Address extends Pointer {
        Address(MemorySegment segment) {
            super((Pointer) null);
            address = segment.address();
            limit = segment.byteSize();
            capacity = segment.byteSize();
        }
    }
}
