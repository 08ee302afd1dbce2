package dev.partita.ir;

import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The text form of an argument, close to Python's: {@code %x}, {@code 1}, {@code 0.5}, {@code None}, {@code "valid"},
 * {@code torch.int64}, {@code cpu}, {@code Ellipsis}, {@code [1, %n]}. Reading what was written gives an equal argument.
 */
public final class ArgText {

    private static final Set<String> LAYOUTS = Set.of(
            "strided", "sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "jagged", "_mkldnn");
    private static final Set<String> MEMORY_FORMATS = Set.of(
            "contiguous_format", "preserve_format", "channels_last", "channels_last_3d");

    private final String text;
    private final Function<String, Node> nodes;
    private int at;

    private ArgText(String text, Function<String, Node> nodes) {
        this.text = text;
        this.nodes = nodes;
    }

    public static String print(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> "%" + node.name();
            case Arg.None none -> "None";
            case Arg.Ellipsis ellipsis -> "Ellipsis";
            case Arg.Int(long value) -> Long.toString(value);
            case Arg.Float(double value) -> printFloat(value);
            case Arg.Bool(boolean value) -> value ? "True" : "False";
            case Arg.Str(String value) -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case Arg.Complex(double real, double imag) -> "complex(" + printFloat(real) + ", " + printFloat(imag) + ")";
            case Arg.Dtype(DType value) -> "torch." + value.torchName();
            case Arg.Device(String value) -> value;
            case Arg.Layout(String value) -> "torch." + value;
            case Arg.MemoryFormat(String value) -> "torch." + value;
            case Arg.Sym(SymExpr value) -> "sym(" + value + ")";
            case Arg.ListOf(List<Arg> items) ->
                items.stream().map(ArgText::print).collect(java.util.stream.Collectors.joining(", ", "[", "]"));
        };
    }

    /** Python's {@code repr} of a float: shortest digits, exponent from 1e16 upwards and below 1e-4. */
    static String printFloat(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String shortest = Double.toString(Math.abs(value));
        int e = shortest.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1));
        String mantissa = e < 0 ? shortest : shortest.substring(0, e);
        String sign = Math.copySign(1, value) < 0 ? "-" : "";
        if (e >= 0 && exponent >= 16 || exponent < -4 || e < 0 && value != 0 && Math.abs(value) < 1e-4) {
            String digits = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
            return sign + digits + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
        }
        if (e < 0) {
            return sign + mantissa;
        }
        String plain = new java.math.BigDecimal(shortest).stripTrailingZeros().toPlainString();
        return sign + (plain.contains(".") ? plain : plain + ".0");
    }

    /** Reads one argument; {@code nodes} resolves the names of references. */
    public static Arg parse(String text, Function<String, Node> nodes) {
        ArgText reader = new ArgText(text, nodes);
        Arg arg = reader.argument();
        reader.skipSpaces();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("unexpected '" + text.substring(reader.at) + "' in argument: " + text);
        }
        return arg;
    }

    private Arg argument() {
        skipSpaces();
        if (at >= text.length()) {
            throw new IllegalArgumentException("an argument is missing in: " + text);
        }
        char c = text.charAt(at);
        if (c == '[' || c == '(') {
            return list(c == '[' ? ']' : ')');
        }
        if (c == '"') {
            return string();
        }
        if (c == '%') {
            at++;
            return Arg.of(nodes.apply(word()));
        }
        return literal(word());
    }

    private Arg list(char close) {
        at++;
        List<Arg> items = new ArrayList<>();
        while (true) {
            skipSpaces();
            if (text.charAt(at) == close) {
                at++;
                return Arg.list(items);
            }
            if (text.charAt(at) == ',') {
                at++;
            } else {
                items.add(argument());
            }
        }
    }

    private Arg string() {
        StringBuilder value = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return Arg.of(value.toString());
    }

    private Arg literal(String word) {
        if (word.startsWith("torch.")) {
            String name = word.substring("torch.".length());
            return LAYOUTS.contains(name) ? new Arg.Layout(name)
                    : MEMORY_FORMATS.contains(name) ? new Arg.MemoryFormat(name)
                    : Arg.of(DType.byTorchName(name).orElseThrow(() -> new IllegalArgumentException("unknown " + word)));
        }
        return switch (word) {
            case "None" -> Arg.NONE;
            case "Ellipsis" -> Arg.ELLIPSIS;
            case "True" -> Arg.of(true);
            case "False" -> Arg.of(false);
            case "inf" -> Arg.of(Double.POSITIVE_INFINITY);
            case "-inf" -> Arg.of(Double.NEGATIVE_INFINITY);
            case "nan" -> Arg.of(Double.NaN);
            default -> numberOrDevice(word);
        };
    }

    private static Arg numberOrDevice(String word) {
        if (word.matches("-?[0-9]+")) {
            return Arg.of(Long.parseLong(word));
        }
        if (word.matches("-?[0-9.]+(e[-+]?[0-9]+)?")) {
            return Arg.of(Double.parseDouble(word));
        }
        return new Arg.Device(word);
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",[]() ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
