package dev.partita.app;

import dev.partita.app.session.SymbolBounds;
import dev.partita.engine.InputRange;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.partition.Segment;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The optimization profile of a segment, from the bounds of the program's symbols. */
final class SegmentRanges {

    private SegmentRanges() {}

    /** One range per input when any of them is dynamic; none for a static segment. */
    static List<InputRange> of(Segment segment, Map<String, SymbolBounds> bounds) {
        List<InputRange> ranges = new ArrayList<>();
        boolean dynamic = false;
        for (Node input : segment.inputs()) {
            List<SymExpr> dims = switch (input.value()) {
                case Value.Tensor(var spec) -> spec.shape().dims();
                case Value.SymInt(SymExpr expression) -> List.of(expression);
                case Value.SymFloat _, Value.SymBool _, Value.Tuple _, Value.Literal _, Value.None _ -> List.of();
            };
            dynamic |= dims.stream().anyMatch(dim -> !dim.isConstant());
            ranges.add(new InputRange(input.name(), List.of(new ShapeRange(
                    values(dims, bounds, SymbolBounds::min),
                    values(dims, bounds, SymbolBounds::opt),
                    values(dims, bounds, SymbolBounds::max)))));
        }
        return dynamic ? ranges : List.of();
    }

    private static List<Long> values(
            List<SymExpr> dims, Map<String, SymbolBounds> bounds, ToLongFunction<SymbolBounds> corner) {
        Map<String, Long> symbols = new LinkedHashMap<>();
        bounds.forEach((symbol, bound) -> symbols.put(symbol, corner.applyAsLong(bound)));
        return dims.stream()
                .map(dim -> SymEval.evaluate(dim, symbols).orElseThrow(() -> new IllegalArgumentException(
                        "the size " + dim + " has no known range: no input of the program determines it")))
                .toList();
    }
}
