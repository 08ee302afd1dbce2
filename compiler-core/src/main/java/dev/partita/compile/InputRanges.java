package dev.partita.compile;

import dev.partita.engine.InputRange;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.Value;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * From the ranges of the program's inputs to those of each engine's inputs. Each optimization profile gives every symbol
 * three values (min, opt, max); an engine input's extents are expressions over the symbols.
 *
 * <p>A symbol takes its values from the user's input specs, else from the program's range with its value at export as
 * opt. A symbol that nothing bounds must be given by the user.
 */
public final class InputRanges {

    private final List<Corners> profiles = new ArrayList<>();

    /** Values of the symbols at the three corners of one profile. */
    private record Corners(Map<String, Long> min, Map<String, Long> opt, Map<String, Long> max) {

        static Corners empty() {
            return new Corners(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        void put(String symbol, long low, long best, long high) {
            min.put(symbol, low);
            opt.put(symbol, best);
            max.put(symbol, high);
        }
    }

    static InputRanges from(Plan plan) {
        return new InputRanges(plan.lowered().graph(), plan.lowered().ranges(), plan.settings().get(CoreSettings.INPUTS));
    }

    public InputRanges(Graph graph, SymbolRanges ranges, List<InputSpec> specs) {
        Map<String, InputSpec> byName = new LinkedHashMap<>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        int count = specs.stream().mapToInt(spec -> spec.profiles().size()).max().orElse(1);
        for (int profile = 0; profile < count; profile++) {
            Corners corners = Corners.empty();
            for (Node node : graph) {
                InputSpec spec = byName.get(node.target());
                if (node.kind() == NodeKind.PLACEHOLDER && spec != null
                        && node.value() instanceof Value.Tensor(TensorSpec tensor)) {
                    learn(tensor, spec.profiles().get(Math.min(profile, spec.profiles().size() - 1)), spec.name(), corners);
                }
            }
            ranges.ranges().forEach((name, range) -> fill(name, range, ranges.hints(), corners));
            profiles.add(corners);
        }
    }

    /** The symbol of each axis that is one gets the values that the user gave the axis. */
    private static void learn(TensorSpec tensor, ShapeRange range, String input, Corners corners) {
        if (tensor.rank() != range.rank()) {
            throw new CompileException("input '" + input + "' has rank " + tensor.rank() + " (" + tensor + "), but the given"
                    + " range has rank " + range.rank());
        }
        for (int axis = 0; axis < tensor.rank(); axis++) {
            SymExpr extent = tensor.shape().dim(axis);
            OptionalLong fixed = extent.constantValue();
            if (fixed.isPresent() && (range.min().get(axis) != fixed.getAsLong() || range.max().get(axis) != fixed.getAsLong())) {
                throw new CompileException("axis " + axis + " of input '" + input + "' is always " + fixed.getAsLong()
                        + " in this program: export it with a dynamic dimension to vary it");
            }
            if (extent instanceof SymExpr.Symbol(String name)) {
                corners.put(name, range.min().get(axis), range.opt().get(axis), range.max().get(axis));
            }
        }
    }

    private static void fill(String symbol, SymRange range, Map<String, Long> hints, Corners corners) {
        if (!corners.min.containsKey(symbol) && range.isBounded()) {
            long low = Math.max(range.min(), 0);
            long best = Math.clamp(hints.getOrDefault(symbol, low + (range.max() - low) / 2), low, range.max());
            corners.put(symbol, low, best, range.max());
        }
    }

    /** Between which values each symbol lies that has any, in all profiles together. */
    public Map<String, SymRange> symbols() {
        Map<String, SymRange> symbols = new HashMap<>();
        for (Corners corners : profiles) {
            corners.min.forEach((name, low) -> symbols.merge(name, new SymRange(low, corners.max.getOrDefault(name, low)),
                    (one, other) -> new SymRange(Math.min(one.min(), other.min()), Math.max(one.max(), other.max()))));
        }
        return symbols;
    }

    /** Shapes of an input of the program in each profile; empty for what is no tensor, and for extents that nothing bounds. */
    List<ShapeRange> shapes(Node input) {
        return input.value() instanceof Value.Tensor(TensorSpec spec)
                        && spec.shape().dims().stream().allMatch(this::isBounded)
                ? profiles.stream().map(corners -> range(spec.shape().dims(), input, corners)).toList()
                : List.of();
    }

    private boolean isBounded(SymExpr extent) {
        return profiles.stream().allMatch(corners -> SymEval.evaluate(extent, corners.max).isPresent());
    }

    /** Ranges of an engine's inputs; empty when all of them are static. */
    public List<InputRange> of(List<Node> inputs) {
        List<InputRange> result = new ArrayList<>();
        boolean dynamic = false;
        for (Node input : inputs) {
            List<SymExpr> extents = switch (input.value()) {
                case Value.Tensor(TensorSpec spec) -> spec.shape().dims();
                case Value.SymInt(SymExpr expression) -> List.of(expression);
                case Value.SymFloat _, Value.SymBool _, Value.Tuple _, Value.Literal _, Value.None _ -> List.of();
            };
            dynamic |= extents.stream().anyMatch(extent -> !extent.isConstant());
            result.add(new InputRange(input.name(), profiles.stream().map(corners -> range(extents, input, corners)).toList()));
        }
        return dynamic ? result : List.of();
    }

    private static ShapeRange range(List<SymExpr> extents, Node input, Corners corners) {
        List<Long> min = new ArrayList<>();
        List<Long> opt = new ArrayList<>();
        List<Long> max = new ArrayList<>();
        for (SymExpr extent : extents) {
            long low = value(extent, input, corners.min);
            long high = value(extent, input, corners.max);
            // An expression may fall where a symbol rises: 64 - s0.
            min.add(Math.min(low, high));
            max.add(Math.max(low, high));
            opt.add(Math.clamp(value(extent, input, corners.opt), Math.min(low, high), Math.max(low, high)));
        }
        return new ShapeRange(min, opt, max);
    }

    private static long value(SymExpr extent, Node input, Map<String, Long> symbols) {
        return SymEval.evaluate(extent, symbols).orElseThrow(() -> new CompileException("the extent " + extent + " of %"
                + input.name() + " has no upper bound: give the range of the program's inputs, known so far are "
                + new TreeSet<>(symbols.keySet())));
    }
}
