package dev.partita.worker.torch.program;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.compiled.Manifest.Input;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Value;
import dev.partita.tensor.Linear;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymParser;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/** The sizes of a program that follow from the shapes of its inputs: computed here, on the host, before anything runs. */
final class InputSizes {

    private final List<Extent> extents = new ArrayList<>();
    private final Map<String, SymExpr> sizes = new LinkedHashMap<>();

    /** Where the value of a symbol can be read. */
    private record Extent(String input, int axis, Linear form) {}

    InputSizes(List<Input> inputs) {
        for (Input input : inputs) {
            switch (input) {
                case Input.User(String name, String type, var _) -> learn(name, type);
                case Input.Size(String name, String value) -> sizes.put(name, SymParser.parse(value));
                case Input.Buffer _ -> { }
            }
        }
    }

    private void learn(String input, String type) {
        try {
            if (GraphParser.parseValue(type) instanceof Value.Tensor(TensorSpec spec)) {
                for (int axis = 0; axis < spec.rank(); axis++) {
                    int place = axis;
                    Linear.of(spec.shape().dim(axis)).ifPresent(form -> extents.add(new Extent(input, place, form)));
                }
            }
        } catch (IllegalArgumentException failure) {
            throw new CompiledModuleException(
                    "the manifest is damaged: input '" + input + "' is of the unknown type " + type, failure);
        }
    }

    /** Adds all sizes. Throws {@link CallException} where the given tensors have shapes that the program cannot have. */
    void addTo(Map<String, IValue> given) {
        if (sizes.isEmpty()) {
            return;
        }
        Map<String, Long> symbols = new HashMap<>();
        extents.forEach(extent -> symbols.putIfAbsent(extent.form().symbol(), symbol(extent, given)));
        sizes.forEach((name, expression) -> given.put(name, value(name, expression, symbols)));
    }

    private static long symbol(Extent extent, Map<String, IValue> given) {
        IValue input = Schedule.value(extent.input(), given);
        if (!input.isTensor()) {
            throw new CallException("input '" + extent.input() + "' is no tensor");
        }
        try (Tensor tensor = input.toTensor()) {
            if (tensor.dim() <= extent.axis()) {
                throw new CallException("input '" + extent.input() + "' has no axis " + extent.axis());
            }
            long size = tensor.size(extent.axis());
            return extent.form().solve(size).orElseThrow(() -> new CallException("axis " + extent.axis() + " of input '"
                    + extent.input() + "' cannot be " + size + ": it is " + extent.form().scale() + "*"
                    + extent.form().symbol() + " + " + extent.form().offset()));
        }
    }

    private static IValue value(String name, SymExpr expression, Map<String, Long> symbols) {
        OptionalLong whole = SymEval.evaluate(expression, symbols);
        if (whole.isPresent()) {
            return new IValue(whole.getAsLong());
        }
        OptionalDouble real = SymEval.evaluateFloat(expression, symbols);
        if (real.isPresent()) {
            return new IValue(real.getAsDouble());
        }
        throw new CallException("the size '" + name + "' = " + expression + " has no value where " + symbols);
    }
}
