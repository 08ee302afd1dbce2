package dev.partita.engine;

import dev.partita.settings.ShapeRange;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The values of all symbols at the three corners of one optimization profile. An extent that is an expression, such as
 * {@code 2*s0 + 1}, takes its smallest, best and largest value there.
 */
public record SymbolCorners(Map<String, Long> min, Map<String, Long> opt, Map<String, Long> max) {

    public SymbolCorners {
        min = Map.copyOf(min);
        opt = Map.copyOf(opt);
        max = Map.copyOf(max);
    }

    /** Extents of a tensor at the corners. */
    public ShapeRange extents(Shape shape) {
        return values(shape.dims());
    }

    /** Values of whole numbers at the corners; a falling expression has its largest value at the smallest corner. */
    public ShapeRange values(List<SymExpr> expressions) {
        List<Long> lows = new ArrayList<>();
        List<Long> bests = new ArrayList<>();
        List<Long> highs = new ArrayList<>();
        for (SymExpr expression : expressions) {
            long one = at(expression, min);
            long other = at(expression, max);
            long best = at(expression, opt);
            lows.add(Math.min(one, Math.min(other, best)));
            bests.add(best);
            highs.add(Math.max(one, Math.max(other, best)));
        }
        return new ShapeRange(lows, bests, highs);
    }

    private static long at(SymExpr expression, Map<String, Long> symbols) {
        return SymEval.evaluate(expression, symbols).orElseThrow(() -> new IllegalArgumentException(
                "the size " + expression + " has no value when " + symbols + ": give the input a range"));
    }
}
