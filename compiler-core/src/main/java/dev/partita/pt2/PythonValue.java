package dev.partita.pt2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle of sample inputs or weights may hold: plain data and tensors, never code. */
public sealed interface PythonValue {

    record None() implements PythonValue {}

    record Bool(boolean value) implements PythonValue {}

    record Int(long value) implements PythonValue {}

    record Real(double value) implements PythonValue {}

    record Complex(double real, double imaginary) implements PythonValue {}

    record Text(String value) implements PythonValue {}

    record Tuple(List<PythonValue> items) implements PythonValue {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** A list or a set. */
    record Items(List<PythonValue> items) implements PythonValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Keys are texts; the entries keep their order. */
    record Dict(Map<String, PythonValue> entries) implements PythonValue {
        public Dict {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    record Tensor(MappedTensor tensor, boolean isParameter, boolean requiresGrad) implements PythonValue {}

    /** Something whose data is not in the file, such as a fake tensor, or that has no meaning here. */
    record Unavailable(String what) implements PythonValue {}
}
