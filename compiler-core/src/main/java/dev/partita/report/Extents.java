package dev.partita.report;

import dev.partita.importer.SymbolRanges;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Shapes with the ranges of their dynamic extents: {@code (1, 3, s0 = 224..512)@float32}. */
final class Extents {

    private final Map<String, Long> smallest = new HashMap<>();
    private final Map<String, Long> largest = new HashMap<>();

    Extents(SymbolRanges ranges) {
        ranges.ranges().forEach((symbol, range) -> {
            // The exporter cannot promise that code for two elements also works for one; TensorRT can.
            smallest.put(symbol, range.min() == 2 ? 1 : range.min());
            if (range.max() != SymRange.UNBOUNDED_MAX) {
                largest.put(symbol, range.max());
            }
        });
    }

    String of(TensorSpec spec) {
        return spec.shape().dims().stream().map(this::extent).collect(Collectors.joining(", ", "(", ")"))
                + "@" + spec.dtype().torchName();
    }

    String extent(SymExpr dim) {
        if (dim.isConstant()) {
            return dim.toString();
        }
        return dim + " = " + bound(dim, smallest) + ".." + bound(dim, largest);
    }

    private static String bound(SymExpr dim, Map<String, Long> symbols) {
        OptionalLong value = SymEval.evaluate(dim, symbols);
        return value.isPresent() ? Long.toString(value.getAsLong()) : "?";
    }
}
