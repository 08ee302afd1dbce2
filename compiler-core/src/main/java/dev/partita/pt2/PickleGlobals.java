package dev.partita.pt2;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The names that a pickle of tensors may mention, and what each of them builds. Everything else is refused. */
final class PickleGlobals {

    /** The four names around the texts of a Torch-TensorRT engine, which are plain data. */
    private static final String ENGINE_CLASS = "__torch__.torch.classes.tensorrt.Engine";
    private static final String SCRIPT_OBJECT = "torch.ScriptObject";
    private static final String TYPE_TAG = "torch.jit._pickle.restore_type_tag";
    private static final String ENGINE_FUNCTION = "torch_tensorrt.dynamo.runtime._TRTEngine._reconstruct_trt_engine";

    private static final Set<String> CALLABLE = Set.of(
            "collections.OrderedDict",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_tensor_v3",
            "torch._utils._rebuild_parameter",
            "torch._utils._rebuild_parameter_with_state",
            "torch._export.serde.serialize._reconstruct_fake_tensor",
            "torch.Size",
            "torch.device",
            "torch.serialization._get_layout",
            "_codecs.encode",
            "builtins.set", "__builtin__.set",
            "builtins.complex", "__builtin__.complex",
            "builtins.bytearray", "__builtin__.bytearray",
            ENGINE_CLASS, SCRIPT_OBJECT, TYPE_TAG, ENGINE_FUNCTION);

    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("torch.FloatStorage", DType.FLOAT32),
            Map.entry("torch.DoubleStorage", DType.FLOAT64),
            Map.entry("torch.HalfStorage", DType.FLOAT16),
            Map.entry("torch.BFloat16Storage", DType.BFLOAT16),
            Map.entry("torch.LongStorage", DType.INT64),
            Map.entry("torch.IntStorage", DType.INT32),
            Map.entry("torch.ShortStorage", DType.INT16),
            Map.entry("torch.CharStorage", DType.INT8),
            Map.entry("torch.ByteStorage", DType.UINT8),
            Map.entry("torch.BoolStorage", DType.BOOL),
            Map.entry("torch.ComplexFloatStorage", DType.COMPLEX64),
            Map.entry("torch.ComplexDoubleStorage", DType.COMPLEX128),
            Map.entry("torch.ComplexHalfStorage", DType.COMPLEX32));

    private static final Set<String> UNTYPED_STORAGES =
            Set.of("torch.storage.UntypedStorage", "torch.storage.TypedStorage", "torch.UntypedStorage");

    /** A name that stands for something callable, a storage type or a dtype. */
    record Global(String name) {}

    /** A storage that the pickle refers to. Without data when it lived on the meta device. */
    record StorageRef(Optional<DType> dtype, Optional<Storage> storage) {}

    private final Function<String, Storage> storages;
    private final Map<String, Storage> known = new HashMap<>();

    /** @param storages by the key that the pickle mentions; throws when there is none */
    PickleGlobals(Function<String, Storage> storages) {
        this.storages = storages;
    }

    Global named(String name) {
        if (CALLABLE.contains(name) || STORAGES.containsKey(name) || UNTYPED_STORAGES.contains(name)
                || name.equals("torch.nn.parameter.Parameter")
                || (name.startsWith("torch.") && DType.byTorchName(name).isPresent())) {
            return new Global(name);
        }
        throw new IllegalArgumentException("pickle asks for '" + name + "', which only Python could run; refused");
    }

    /** {@code ("storage", type, key, location, element count)}. */
    StorageRef storage(PickleItems id) {
        List<Object> parts = id.items();
        if (parts.size() != 5 || !(parts.get(1) instanceof Global type)
                || !(parts.get(2) instanceof PythonValue.Text key)
                || !(parts.get(3) instanceof PythonValue.Text location)
                || !(parts.get(4) instanceof PythonValue.Int count)) {
            throw new IllegalArgumentException("pickle refers to a storage in an unknown way");
        }
        Optional<DType> dtype = Optional.ofNullable(STORAGES.get(type.name()));
        if (dtype.isEmpty() && !UNTYPED_STORAGES.contains(type.name())) {
            throw new IllegalArgumentException("'" + type.name() + "' is not a storage type");
        }
        if (location.value().equals("meta")) {
            return new StorageRef(dtype, Optional.empty());
        }
        Storage storage = known.computeIfAbsent(key.value(), storages);
        int itemBytes = dtype.map(DType::byteSize).orElse(1);
        if (count.value() < 0 || count.value() > storage.byteSize() / itemBytes) {
            throw new IllegalArgumentException("storage " + key.value() + " claims " + count.value()
                    + " elements but has only " + storage.byteSize() + " bytes");
        }
        return new StorageRef(dtype, Optional.of(storage));
    }

    Object call(Global function, List<Object> arguments) {
        return switch (function.name()) {
            case "collections.OrderedDict" -> new PickleDict();
            case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3" -> tensor(arguments);
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> parameter(arguments);
            case "torch._export.serde.serialize._reconstruct_fake_tensor" ->
                new PythonValue.Unavailable("a fake tensor without data");
            case "torch.Size" ->
                argument(arguments, 0, PickleItems.class).items().isEmpty()
                        ? PickleItems.tuple(List.of())
                        : PickleItems.tuple(List.copyOf(argument(arguments, 0, PickleItems.class).items()));
            case "torch.device", "torch.serialization._get_layout", "_codecs.encode" ->
                argument(arguments, 0, PythonValue.Text.class);
            case "builtins.complex", "__builtin__.complex" ->
                new PythonValue.Complex(
                        argument(arguments, 0, PythonValue.Real.class).value(),
                        argument(arguments, 1, PythonValue.Real.class).value());
            case ENGINE_CLASS, SCRIPT_OBJECT -> new PickleItems(PickleItems.Kind.LIST, new ArrayList<>());
            case TYPE_TAG, ENGINE_FUNCTION -> argument(arguments, 0, PickleItems.class);
            case "builtins.set", "__builtin__.set" -> new PickleItems(PickleItems.Kind.SET, new ArrayList<>());
            default -> throw new IllegalArgumentException("pickle calls '" + function.name() + "'; refused");
        };
    }

    /** {@code (storage, offset, sizes, strides, requires_grad, hooks[, dtype or flags])}. */
    private static PythonValue tensor(List<Object> arguments) {
        StorageRef ref = argument(arguments, 0, StorageRef.class);
        if (ref.storage().isEmpty()) {
            return new PythonValue.Unavailable("a tensor on the meta device, without data");
        }
        DType dtype = ref.dtype().orElseGet(() -> dtype(argument(arguments, 6, Global.class)));
        if (arguments.size() > 6 && arguments.get(6) instanceof PickleDict flags && !flags.entries().isEmpty()) {
            throw new IllegalArgumentException("pickle holds a tensor with lazy " + flags.entries().keySet()
                    + "; materialise it before saving");
        }
        MappedTensor view = new MappedTensor(
                dtype,
                numbers(argument(arguments, 2, PickleItems.class)),
                numbers(argument(arguments, 3, PickleItems.class)),
                argument(arguments, 1, PythonValue.Int.class).value(),
                ref.storage().get());
        return new PythonValue.Tensor(view, false, argument(arguments, 4, PythonValue.Bool.class).value());
    }

    private static DType dtype(Global name) {
        return DType.byTorchName(name.name())
                .orElseThrow(() -> new IllegalArgumentException("'" + name.name() + "' is not a dtype"));
    }

    private static PythonValue parameter(List<Object> arguments) {
        PythonValue data = argument(arguments, 0, PythonValue.class);
        return data instanceof PythonValue.Tensor(MappedTensor tensor, boolean isParameter, boolean grad)
                ? new PythonValue.Tensor(tensor, true, argument(arguments, 1, PythonValue.Bool.class).value())
                : data;
    }

    private static List<Long> numbers(PickleItems items) {
        return items.items().stream().map(item -> {
            if (item instanceof PythonValue.Int(long value)) {
                return value;
            }
            throw new IllegalArgumentException("pickle has a size that is not an integer");
        }).toList();
    }

    private static <T> T argument(List<Object> arguments, int index, Class<T> type) {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw new IllegalArgumentException("pickle builds a value from wrong arguments");
        }
        return type.cast(arguments.get(index));
    }
}
