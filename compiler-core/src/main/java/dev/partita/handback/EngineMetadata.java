package dev.partita.handback;

import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.pt2.PickleWriter;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymSrepr;
import dev.partita.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Python process is told about an engine beside its bytes: the shapes of inputs and outputs as expressions, from
 * which {@code torch.export} and {@code torch.compile} derive shapes when they trace the loaded program again. Compiler
 * settings are left out: only refitting reads them, and it needs the original module.
 */
final class EngineMetadata {

    private static final Pattern FUNCTION = Pattern.compile("\\b([A-Z]\\w*)\\(");
    /** Functions that are torch's own; the others are sympy's. */
    private static final Set<String> OF_TORCH = Set.of(
            "FloorDiv", "ModularIndexing", "Where", "PythonMod", "Mod", "CleanDiv", "CeilToInt", "FloorToInt", "CeilDiv",
            "LShift", "RShift", "PowByNatural", "FloatPow", "FloatTrueDiv", "IntTrueDiv", "TruncToInt", "RoundToInt",
            "RoundDecimal", "ToFloat", "Identity", "Max", "Min", "TruncToFloat", "BitwiseFn_bitwise_and");

    private EngineMetadata() {}

    /** One tensor at the border of an engine. */
    record Border(String name, DType dtype, Node node) {
        Shape shape() {
            return node.value() instanceof Value.Tensor(TensorSpec spec) ? spec.shape() : Shape.of(1);
        }
    }

    /** A pickled dictionary as base64 text. */
    static String encode(List<Border> inputs, List<Border> outputs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PickleWriter pickle = new PickleWriter(bytes);
        pickle.emptyDict().mark();
        pickle.text("settings").none();
        pickle.text("weight_name_map").none();
        pickle.text("inout_symexprs").emptyDict().mark();
        borders("inputs", inputs, pickle);
        borders("outputs", outputs, pickle);
        pickle.putAll();
        pickle.text("output_tensors_are_unowned").truth(false);
        pickle.putAll().stop();
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void borders(String key, List<Border> borders, PickleWriter pickle) throws IOException {
        pickle.text(key).emptyList().mark();
        for (Border border : borders) {
            pickle.emptyDict().mark();
            pickle.text("shape_exprs").emptyList().mark();
            for (SymExpr extent : border.shape().dims()) {
                extent(extent, pickle);
            }
            pickle.appendAll();
            pickle.text("dtype").global("torch", border.dtype().torchName());
            pickle.text("name").text(border.name());
            pickle.putAll();
        }
        pickle.appendAll();
    }

    /** Expressions are built by sympy's own parser when the pickle is read. */
    private static void extent(SymExpr extent, PickleWriter pickle) throws IOException {
        if (extent.constantValue().isPresent()) {
            pickle.number(extent.constantValue().getAsLong());
            return;
        }
        String text = SymSrepr.print(extent);
        Set<String> functions = new TreeSet<>();
        Matcher matcher = FUNCTION.matcher(text);
        while (matcher.find()) {
            if (OF_TORCH.contains(matcher.group(1))) {
                functions.add(matcher.group(1));
            }
        }
        pickle.global("sympy.core.sympify", "sympify").mark().text(text).emptyDict().mark();
        for (String function : functions) {
            pickle.text(function).global("torch.utils._sympy.functions", function);
        }
        pickle.putAll().tuple().reduce();
    }
}
