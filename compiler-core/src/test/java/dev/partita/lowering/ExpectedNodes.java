package dev.partita.lowering;

import dev.partita.ir.Arg;
import dev.partita.ir.ArgText;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Nodes in the words of Torch-TensorRT's recorded results, so that ours and theirs can be compared line by line. */
final class ExpectedNodes {

    /** One node as text: everything but the name refers to others by {@code %name}. */
    record Line(String name, String op, String target, List<String> args, Map<String, String> kwargs, String value,
            List<String> users) {

        String text() {
            return name + " = " + op + ":" + target + "(" + String.join(", ", args)
                    + (kwargs.isEmpty() ? "" : " | " + kwargs) + ") -> " + value;
        }
    }

    private ExpectedNodes() {}

    static List<Line> read(JsonNode nodes) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode node : nodes) {
            Map<String, String> kwargs = new LinkedHashMap<>();
            node.path("kwargs").propertyStream().forEach(entry -> kwargs.put(entry.getKey(), entry.getValue().asString()));
            lines.add(new Line(node.path("name").asString(), node.path("op").asString(),
                    node.path("target").asString(), strings(node.path("args")), kwargs, value(node.path("val")), strings(node.path("users"))));
        }
        return lines;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asString()));
        return strings;
    }

    private static String value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "None";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(value(item)));
            return items.stream().collect(Collectors.joining(", ", "(", ")"));
        }
        if (value.has("shape")) {
            List<String> dims = new ArrayList<>();
            value.path("shape").forEach(dim -> dims.add(dim.asString()));
            return value.path("dtype").asString() + dims;
        }
        return value.has("sym") ? value.path("kind").asString() + " " + value.path("sym").asString()
                : value.has("const") && !value.path("const").isNull() ? "const " + value.path("const").asString() : "None";
    }

    static List<Line> of(Graph graph) {
        List<Line> lines = new ArrayList<>();
        for (Node node : graph) {
            Map<String, String> kwargs = new LinkedHashMap<>();
            node.kwargs().forEach((name, arg) -> kwargs.put(name, text(arg)));
            lines.add(new Line(node.name(), node.kind().fxName(), node.target(),
                    node.args().stream().map(ExpectedNodes::text).toList(), kwargs, value(node.value()),
                    node.users().stream().map(Node::name).toList()));
        }
        return lines;
    }

    private static String text(Arg arg) {
        return switch (arg) {
            case Arg.ListOf(List<Arg> items) ->
                items.stream().map(ExpectedNodes::text).collect(Collectors.joining(", ", "[", "]"));
            case Arg.Str(String value) -> value.contains("'") ? '"' + value + '"' : "'" + value + "'";
            case Arg.Complex(double real, double imag) -> complex(real, imag);
            default -> ArgText.print(arg);
        };
    }

    private static String complex(double real, double imag) {
        String imaginary = plain(imag) + "j";
        return real == 0 ? imaginary : "(" + plain(real) + (imag < 0 ? "" : "+") + imaginary + ")";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> spec.dtype().torchName()
                    + spec.shape().dims().stream().map(SymExpr::toString).toList();
            case Value.SymInt(SymExpr expr) -> "SymInt " + expr;
            case Value.SymFloat(SymExpr expr) -> "SymFloat " + expr;
            case Value.SymBool(SymExpr expr) -> "SymBool " + expr;
            case Value.Tuple(List<Value> items) ->
                items.stream().map(ExpectedNodes::value).collect(Collectors.joining(", ", "(", ")"));
            case Value.Literal(Arg.None none) -> "None";
            case Value.Literal(Arg.Bool(boolean literal)) -> "const " + literal;
            case Value.Literal(Arg.Str(String literal)) -> "const " + literal;
            case Value.Literal(Arg literal) -> "const " + ArgText.print(literal);
            case Value.None none -> "None";
        };
    }

    /**
     * What differs between two graphs.
     *
     * @param equal lines that are equal, names included
     * @param equalButNames lines that are equal when nodes are matched by position instead of by name
     */
    record Difference(int expected, int actual, int equal, int equalButNames, int equalUsers, String first, String firstName) {

        boolean sameStructure() {
            return expected == actual && equalButNames == expected;
        }

        boolean identical() {
            return expected == actual && equal == expected;
        }
    }

    static Difference compare(List<Line> expected, List<Line> actual) {
        Map<String, String> renamed = new HashMap<>();
        int equal = 0;
        int structural = 0;
        int users = 0;
        String first = "";
        String firstName = "";
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            if (i >= expected.size() || i >= actual.size()) {
                first = first.isEmpty() ? "only " + (i < expected.size() ? "theirs: " + expected.get(i).text()
                        : "ours: " + actual.get(i).text()) : first;
                break;
            }
            Line theirs = expected.get(i);
            Line ours = actual.get(i);
            renamed.put(ours.name, theirs.name);
            if (theirs.text().equals(ours.text())) {
                equal++;
            } else if (firstName.isEmpty()) {
                firstName = "theirs " + theirs.text() + "   ours " + ours.text();
            }
            if (new TreeSet<>(theirs.users).equals(new TreeSet<>(ours.users))) {
                users++;
            }
            if (theirs.text().equals(renamed(ours, renamed).text())) {
                structural++;
            } else if (first.isEmpty()) {
                first = "theirs " + theirs.text() + "   ours " + renamed(ours, renamed).text();
            }
        }
        return new Difference(expected.size(), actual.size(), equal, structural, users, first, firstName);
    }

    private static Line renamed(Line line, Map<String, String> names) {
        Map<String, String> kwargs = new LinkedHashMap<>();
        line.kwargs.forEach((name, arg) -> kwargs.put(name, renamed(arg, names)));
        return new Line(names.getOrDefault(line.name, line.name), line.op, line.target,
                line.args.stream().map(arg -> renamed(arg, names)).toList(), kwargs, line.value, line.users);
    }

    private static String renamed(String arg, Map<String, String> names) {
        if (arg.indexOf('%') < 0) {
            return arg;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arg.length();) {
            if (arg.charAt(i) != '%') {
                text.append(arg.charAt(i++));
                continue;
            }
            int end = i + 1;
            while (end < arg.length() && (Character.isLetterOrDigit(arg.charAt(end)) || arg.charAt(end) == '_')) {
                end++;
            }
            String name = arg.substring(i + 1, end);
            text.append('%').append(names.getOrDefault(name, name));
            i = end;
        }
        return text.toString();
    }
}
