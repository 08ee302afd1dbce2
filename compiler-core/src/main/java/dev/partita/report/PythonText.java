package dev.partita.report;

import dev.partita.ir.Arg;
import dev.partita.ir.ArgText;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Arguments and values as the recorded results of Torch-TensorRT spell them: Python's {@code repr}, nodes as {@code %x}. */
final class PythonText {

    private PythonText() {}

    static String of(Arg arg) {
        return switch (arg) {
            case Arg.ListOf(List<Arg> items) ->
                items.stream().map(PythonText::of).collect(Collectors.joining(", ", "[", "]"));
            case Arg.Str(String value) -> value.contains("'") ? '"' + value + '"' : "'" + value + "'";
            case Arg.Complex(double real, double imag) -> complex(real, imag);
            case Arg.Ref(Node _), Arg.None(), Arg.Ellipsis(), Arg.Int(long _), Arg.Float(double _), Arg.Bool(boolean _),
                    Arg.Dtype(var _), Arg.Device(String _), Arg.Layout(String _), Arg.MemoryFormat(String _),
                    Arg.Sym(SymExpr _) ->
                ArgText.print(arg);
        };
    }

    /** Maps, lists and texts, ready to be written as JSON. */
    static @Nullable Object of(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> of(spec);
            case Value.SymInt(SymExpr expr) -> symbol(expr, "SymInt");
            case Value.SymFloat(SymExpr expr) -> symbol(expr, "SymFloat");
            case Value.SymBool(SymExpr expr) -> symbol(expr, "SymBool");
            case Value.Tuple(List<Value> items) -> items.stream().map(PythonText::of).toList();
            case Value.Literal(Arg literal) -> literal(literal);
            case Value.None() -> null;
        };
    }

    private static Map<String, Object> of(TensorSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dtype", spec.dtype().torchName());
        map.put("shape", spec.shape().dims().stream().map(PythonText::extent).toList());
        return map;
    }

    private static Object extent(SymExpr dim) {
        return dim.constantValue().isPresent() ? (Object) dim.constantValue().getAsLong() : dim.toString();
    }

    private static Map<String, Object> symbol(SymExpr expr, String kind) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sym", expr.toString());
        map.put("kind", kind);
        return map;
    }

    private static @Nullable Object literal(Arg literal) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (literal) {
            case Arg.None() -> {
                return null;
            }
            case Arg.Int(long value) -> {
                map.put("const", value);
                map.put("kind", "int");
            }
            case Arg.Float(double value) -> {
                map.put("const", value);
                map.put("kind", "float");
            }
            case Arg.Bool(boolean value) -> {
                map.put("const", value);
                map.put("kind", "bool");
            }
            case Arg.Ref(Node _), Arg.Ellipsis(), Arg.Str(String _), Arg.Complex(double _, double _), Arg.Dtype(var _),
                    Arg.Device(String _), Arg.Layout(String _), Arg.MemoryFormat(String _), Arg.Sym(SymExpr _),
                    Arg.ListOf(var _) -> {
                map.put("const", of(literal));
                map.put("kind", "str");
            }
        }
        return map;
    }

    private static String complex(double real, double imag) {
        String imaginary = plain(imag) + "j";
        return real == 0 ? imaginary : "(" + plain(real) + (imag < 0 ? "" : "+") + imaginary + ")";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
