package dev.partita.pt2.schema;

import dev.partita.tensor.DType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may stand as an argument, a result, a graph input or a graph output. The tag follows the Python literal, not
 * the op's schema: a float parameter may hold an {@link IntValue}, a tensor parameter a {@link FloatValue}.
 */
public sealed interface Argument {

    record None() implements Argument {}

    /** A tensor by value name. */
    record Tensor(String name) implements Argument {}

    record TensorList(List<String> names) implements Argument {
        public TensorList {
            names = List.copyOf(names);
        }
    }

    /** {@code Tensor?[]} with at least one None, such as the indices of {@code aten.index}. */
    record OptionalTensorList(List<Optional<String>> names) implements Argument {
        public OptionalTensorList {
            names = List.copyOf(names);
        }
    }

    record OptionalTensor(Optional<String> name) implements Argument {}

    record NestedTensorList(List<List<String>> names) implements Argument {
        public NestedTensorList {
            names = names.stream().map(List::copyOf).toList();
        }
    }

    record IntValue(long value) implements Argument {}

    record IntList(List<Long> values) implements Argument {
        public IntList {
            values = List.copyOf(values);
        }
    }

    record NestedIntList(List<List<Long>> values) implements Argument {
        public NestedIntList {
            values = values.stream().map(List::copyOf).toList();
        }
    }

    record FloatValue(double value) implements Argument {}

    record FloatList(List<Double> values) implements Argument {
        public FloatList {
            values = List.copyOf(values);
        }
    }

    record NestedFloatList(List<List<Double>> values) implements Argument {
        public NestedFloatList {
            values = values.stream().map(List::copyOf).toList();
        }
    }

    record BoolValue(boolean value) implements Argument {}

    record BoolList(List<Boolean> values) implements Argument {
        public BoolList {
            values = List.copyOf(values);
        }
    }

    record StringValue(String value) implements Argument {}

    record StringList(List<String> values) implements Argument {
        public StringList {
            values = List.copyOf(values);
        }
    }

    record ComplexValue(double real, double imaginary) implements Argument {}

    record SymIntRef(ScalarRef<Long> value) implements Argument {}

    record SymIntList(List<ScalarRef<Long>> values) implements Argument {
        public SymIntList {
            values = List.copyOf(values);
        }
    }

    record SymFloatRef(ScalarRef<Double> value) implements Argument {}

    record SymFloatList(List<ScalarRef<Double>> values) implements Argument {
        public SymFloatList {
            values = List.copyOf(values);
        }
    }

    record SymBoolRef(ScalarRef<Boolean> value) implements Argument {}

    record SymBoolList(List<ScalarRef<Boolean>> values) implements Argument {
        public SymBoolList {
            values = List.copyOf(values);
        }
    }

    record ScalarType(DType dtype) implements Argument {}

    record MemoryFormatValue(MemoryFormat format) implements Argument {}

    record LayoutValue(Layout layout) implements Argument {}

    record DeviceValue(Device device) implements Argument {}

    /** The body of a higher-order op. */
    record SubGraph(String name, ExportedGraph graph) implements Argument {}

    /** A TorchBind object: a graph value when lifted, else a key of the constants. */
    record CustomObject(String name, String className) implements Argument {}

    /** An operator used as a value. */
    record Operator(String target) implements Argument {}

    record Dictionary(Map<String, Argument> entries) implements Argument {
        public Dictionary {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }
}
