package dev.partita.accuracy;

import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that one call returned and changed, against what is stored. */
public record CaseComparison(String name, List<Item> items) {

    public CaseComparison {
        items = List.copyOf(items);
    }

    /** @param what such as {@code output 0} or {@code buffer bn.running_mean} */
    public record Item(String what, Comparison comparison) {}

    public boolean agrees() {
        return items.stream().allMatch(item -> item.comparison().agrees());
    }

    public static CaseComparison of(StoredCase actual, StoredCase expected, Tolerance tolerance) {
        List<Item> items = new ArrayList<>();
        if (actual.outputs().size() != expected.outputs().size()) {
            items.add(new Item("outputs", new Comparison.Mismatch(
                    "got " + actual.outputs().size() + " outputs, expected " + expected.outputs().size())));
        }
        for (int i = 0; i < Math.min(actual.outputs().size(), expected.outputs().size()); i++) {
            String path = expected.outputs().get(i).path();
            items.add(new Item("output " + (path.isEmpty() ? i : path),
                    Comparison.of(actual.outputs().get(i).value(), expected.outputs().get(i).value(), tolerance)));
        }
        changed("buffer ", actual.mutatedBuffers(), expected.mutatedBuffers(), tolerance, items);
        changed("input ", actual.mutatedInputs(), expected.mutatedInputs(), tolerance, items);
        return new CaseComparison(expected.name(), items);
    }

    private static <K extends Comparable<K>> void changed(
            String kind, Map<K, StoredValue> actual, Map<K, StoredValue> expected, Tolerance tolerance, List<Item> items) {
        new TreeMap<>(expected).forEach((key, reference) -> {
            StoredValue value = actual.get(key);
            items.add(new Item(kind + key, value == null
                    ? new Comparison.Mismatch("was not changed")
                    : Comparison.of(value, reference, tolerance)));
        });
    }
}
