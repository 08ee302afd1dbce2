package dev.partita.compile;

import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.SettingsException;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the user's input ranges against the program's own constraints, before anything runs. */
public final class InputCheck {

    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final SymbolRanges ranges;
    private final List<String> problems = new ArrayList<>();

    private InputCheck(Graph graph, ProgramSignature signature, SymbolRanges ranges) {
        this.ranges = ranges;
        Set<String> users = new HashSet<>();
        for (ProgramSignature.Input input : signature.inputs()) {
            if (input instanceof ProgramSignature.Input.User(String name, boolean _)) {
                users.add(name);
            }
        }
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER && users.contains(node.target())) {
                inputs.put(node.target(), node);
            }
        }
    }

    /** One sentence per range that the program does not allow; empty when all fit. */
    public static List<String> problems(
            Graph graph, ProgramSignature signature, SymbolRanges ranges, CompilationSettings settings) {
        if (settings.get(CoreSettings.INPUTS).isEmpty()) {
            return List.of();
        }
        InputCheck check = new InputCheck(graph, signature, ranges);
        settings.get(CoreSettings.INPUTS).forEach(check::check);
        return List.copyOf(check.problems);
    }

    /** Throws all problems. */
    static void require(Graph graph, ProgramSignature signature, SymbolRanges ranges, CompilationSettings settings) {
        List<String> problems = problems(graph, signature, ranges, settings);
        if (!problems.isEmpty()) {
            throw new SettingsException(String.join("; ", problems));
        }
    }

    private void check(InputSpec spec) {
        Node node = inputs.get(spec.name());
        if (node == null) {
            problems.add("the program has no input '" + spec.name() + "'; it has " + String.join(", ", inputs.keySet()));
            return;
        }
        Optional<TensorSpec> tensor = node.value().tensor();
        if (tensor.isEmpty()) {
            problems.add("input '" + spec.name() + "' is no tensor: it has no shape to give a range");
            return;
        }
        spec.dtype().filter(dtype -> dtype != tensor.get().dtype()).ifPresent(dtype -> problems.add("input '" + spec.name()
                + "' is " + tensor.get().dtype().torchName() + " in this program and cannot be fed as " + dtype.torchName()));
        if (spec.union().rank() != tensor.get().rank()) {
            problems.add("input '" + spec.name() + "' has " + tensor.get().rank() + " axes " + tensor.get().shape()
                    + ", the given range has " + spec.union().rank());
            return;
        }
        for (int axis = 0; axis < tensor.get().rank(); axis++) {
            check(spec, axis, tensor.get().shape().dim(axis));
        }
    }

    private void check(InputSpec spec, int axis, SymExpr extent) {
        ShapeRange wanted = spec.union();
        long min = wanted.min().get(axis);
        long max = wanted.max().get(axis);
        String where = "axis " + axis + " of input '" + spec.name() + "'";
        switch (extent) {
            case SymExpr.Constant(long fixed) -> {
                if (min != fixed || max != fixed) {
                    problems.add(where + " is always " + fixed + " in this program: export it with a dynamic dimension to vary it");
                }
            }
            case SymExpr.Symbol(String name) -> {
                SymRange allowed = ranges.ranges().get(name);
                // The exporter writes 2 where 1 would be special to it; TensorRT does not mind.
                if (allowed != null && (min < (allowed.min() == 2 ? 1 : allowed.min()) || max > allowed.max())) {
                    problems.add(where + " may be " + allowed.min() + " to "
                            + (allowed.max() == SymRange.UNBOUNDED_MAX ? "any" : allowed.max()) + " in this program, not "
                            + min + " to " + max);
                }
            }
            // Derived extents such as 8*h follow from their symbols; InputRanges evaluates them.
            case SymExpr.Call _, SymExpr.Real _, SymExpr.Unknown _ -> {}
        }
    }
}
