package dev.partita.app.session;

import dev.partita.compile.Plan;
import dev.partita.importer.ProgramSignature;
import dev.partita.lowering.LoweredProgram;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an exported program that no setting changes.
 *
 * @param ranges bounds of each symbol that occurs in the inputs' shapes, in order of first use
 */
public record Program(ProgramPlace place, List<Input> inputs, Map<String, SymRange> ranges) {

    public Program {
        inputs = List.copyOf(inputs);
    }

    public static Program of(Plan plan) {
        LoweredProgram lowered = plan.lowered();
        List<Input> inputs = new ArrayList<>();
        for (ProgramSignature.Input input : lowered.signature().inputs()) {
            if (input instanceof ProgramSignature.Input.User(String name, boolean constant) && !constant) {
                lowered.graph().find(name).flatMap(node -> node.value().tensor())
                        .ifPresent(spec -> inputs.add(new Input(name, spec)));
            }
        }
        Map<String, SymRange> ranges = new LinkedHashMap<>();
        for (Input input : inputs) {
            input.spec().shape().dims().forEach(dim -> addSymbols(dim, lowered, ranges));
        }
        return new Program(ProgramPlace.of(plan.program()), inputs, ranges);
    }

    private static void addSymbols(SymExpr expression, LoweredProgram lowered, Map<String, SymRange> ranges) {
        switch (expression) {
            case SymExpr.Symbol(String name) -> ranges.putIfAbsent(
                    name, lowered.ranges().ranges().getOrDefault(name, new SymRange(1, SymRange.UNBOUNDED_MAX)));
            case SymExpr.Call call -> call.arguments().forEach(argument -> addSymbols(argument, lowered, ranges));
            case SymExpr.Constant _, SymExpr.Real _, SymExpr.Unknown _ -> {}
        }
    }

    /** The file's name without its ending, and behind it the program's where the file holds several: {@code translation-decoder}. */
    public String name() {
        return place.file().getFileName().toString().replaceFirst("\\.pt2$", "") + place.name().map("-"::concat).orElse("");
    }

    public boolean isDynamic() {
        return inputs.stream().anyMatch(input -> !input.spec().shape().isStatic());
    }

    /** A tensor that the user passes in. */
    public record Input(String name, TensorSpec spec) {}
}
