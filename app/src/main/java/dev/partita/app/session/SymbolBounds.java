package dev.partita.app.session;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import java.util.LinkedHashMap;
import java.util.Map;

/** Smallest, best and largest value of one symbol. */
public record SymbolBounds(long min, long opt, long max) {

    /** Largest value where the program sets no limit: an engine needs one. */
    private static final long WHEN_UNBOUNDED = 64;

    /** For each symbol of the inputs: what the settings say, else the program's own range with its middle as best. */
    public static Map<String, SymbolBounds> of(Program program, CompilationSettings settings) {
        Map<String, SymbolBounds> bounds = new LinkedHashMap<>();
        program.ranges().forEach((symbol, range) -> bounds.put(symbol, initial(range)));
        for (InputSpec spec : settings.get(CoreSettings.INPUTS)) {
            program.inputs().stream().filter(input -> input.name().equals(spec.name())).findFirst()
                    .ifPresent(input -> read(input.spec().shape(), spec.union(), bounds));
        }
        return bounds;
    }

    private static SymbolBounds initial(SymRange range) {
        long min = Math.max(1, range.min());
        long max = range.max() == SymRange.UNBOUNDED_MAX ? Math.max(min, WHEN_UNBOUNDED) : range.max();
        return new SymbolBounds(min, min + (max - min) / 2, max);
    }

    /** Only an axis that is a symbol and nothing else tells the symbol's value. */
    private static void read(Shape shape, ShapeRange range, Map<String, SymbolBounds> bounds) {
        for (int axis = 0; axis < Math.min(shape.rank(), range.rank()); axis++) {
            if (shape.dim(axis) instanceof SymExpr.Symbol(String symbol)) {
                bounds.put(symbol, new SymbolBounds(
                        range.min().get(axis), range.opt().get(axis), range.max().get(axis)));
            }
        }
    }
}
