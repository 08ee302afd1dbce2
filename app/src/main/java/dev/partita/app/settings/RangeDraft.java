package dev.partita.app.settings;

import dev.partita.app.session.Program;
import dev.partita.app.session.SymbolBounds;
import dev.partita.app.text.Texts;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Bounds for each symbol as the user types them; one symbol has one range, wherever it occurs.
 *
 * @param values per symbol: min, opt, max as text
 */
record RangeDraft(Program program, Map<String, Bound> values) {

    /** What stands in the three fields. */
    record Bound(String min, String opt, String max) {}

    static RangeDraft of(Program program, Map<String, SymbolBounds> bounds) {
        Map<String, Bound> values = new LinkedHashMap<>();
        bounds.forEach((symbol, numbers) -> values.put(symbol, new Bound(
                String.valueOf(numbers.min()), String.valueOf(numbers.opt()), String.valueOf(numbers.max()))));
        return new RangeDraft(program, values);
    }

    RangeDraft with(String symbol, Bound bound) {
        Map<String, Bound> edited = new LinkedHashMap<>(values);
        edited.put(symbol, bound);
        return new RangeDraft(program, edited);
    }

    /** Why {@code symbol} cannot have these bounds; empty when it can. */
    Optional<String> problem(String symbol) {
        SymRange allowed = program.ranges().getOrDefault(symbol, new SymRange(1, SymRange.UNBOUNDED_MAX));
        Optional<SymbolBounds> numbers = numbers(symbol);
        if (numbers.isEmpty()) {
            return Optional.of(Texts.of("ranges.problem.number"));
        }
        SymbolBounds n = numbers.get();
        if (n.min() > n.opt() || n.opt() > n.max()) {
            return Optional.of(Texts.of("ranges.problem.order"));
        }
        if (!allowed.contains(n.min()) || !allowed.contains(n.max())) {
            return Optional.of(Texts.of("ranges.problem.outside", words(allowed)));
        }
        return Optional.empty();
    }

    boolean isValid() {
        return values.keySet().stream().allMatch(symbol -> problem(symbol).isEmpty());
    }

    Optional<SymbolBounds> numbers(String symbol) {
        Bound bound = values.get(symbol);
        try {
            return bound == null
                    ? Optional.empty()
                    : Optional.of(new SymbolBounds(
                            Long.parseLong(bound.min().strip()),
                            Long.parseLong(bound.opt().strip()),
                            Long.parseLong(bound.max().strip())));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** {@code 1 … 64}; an open end is written ∞. */
    static String words(SymRange range) {
        String min = range.min() == SymRange.UNBOUNDED_MIN ? "−∞" : String.valueOf(range.min());
        String max = range.max() == SymRange.UNBOUNDED_MAX ? "∞" : String.valueOf(range.max());
        return min + " … " + max;
    }

    /** The range of a whole shape, given numbers for its symbols. Only for a valid draft. */
    ShapeRange shapeRange(Shape shape) {
        return new ShapeRange(
                extents(shape, SymbolBounds::min), extents(shape, SymbolBounds::opt), extents(shape, SymbolBounds::max));
    }

    private List<Long> extents(Shape shape, ToLongFunction<SymbolBounds> pick) {
        Map<String, Long> symbols = new LinkedHashMap<>();
        values.keySet().forEach(symbol -> numbers(symbol).ifPresent(n -> symbols.put(symbol, pick.applyAsLong(n))));
        List<Long> extents = new ArrayList<>();
        for (SymExpr dim : shape.dims()) {
            extents.add(SymEval.evaluate(dim, symbols).orElseThrow(() ->
                    new IllegalStateException("no value for extent " + dim + " with " + symbols)));
        }
        return extents;
    }
}
