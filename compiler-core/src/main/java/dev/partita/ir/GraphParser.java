package dev.partita.ir;

import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymParser;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link GraphPrinter} writes; blank lines and lines that start with {@code #} are skipped. */
public final class GraphParser {

    private final Graph graph = new Graph();

    private GraphParser() {}

    /** Throws {@link IllegalArgumentException} naming the line that it cannot read. */
    public static Graph parse(String text) {
        GraphParser parser = new GraphParser();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            try {
                parser.line(bare);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage() + " in: " + bare, e);
            }
        }
        return parser.graph;
    }

    private void line(String line) {
        if (line.startsWith("output ")) {
            graph.createNamed("output", NodeKind.OUTPUT, "output",
                    List.of(ArgText.parse(line.substring("output ".length()), graph::node)), Map.of());
            return;
        }
        int equals = line.indexOf(" = ");
        String name = line.substring(1, equals);
        int colon = line.lastIndexOf(" : ");
        String body = line.substring(equals + 3, colon < 0 ? line.length() : colon);
        Node node = body.startsWith("placeholder ")
                ? graph.createNamed(name, NodeKind.PLACEHOLDER, body.substring(12), List.of(), Map.of())
                : body.startsWith("get_attr ")
                        ? graph.createNamed(name, NodeKind.GET_ATTR, body.substring(9), List.of(), Map.of())
                        : call(name, body);
        if (colon >= 0) {
            node.setValue(parseValue(line.substring(colon + 3)));
        }
    }

    private Node call(String name, String body) {
        int open = body.indexOf('(');
        List<Arg> args = new ArrayList<>();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        for (String part : split(body.substring(open + 1, body.length() - 1))) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).matches("\\w+")) {
                kwargs.put(part.substring(0, equals), ArgText.parse(part.substring(equals + 1), graph::node));
            } else {
                args.add(ArgText.parse(part, graph::node));
            }
        }
        return graph.createNamed(name, NodeKind.CALL_FUNCTION, OpName.of(body.substring(0, open)).qualified(), args, kwargs);
    }

    /** What {@link GraphPrinter#print(Value)} has written; throws {@link IllegalArgumentException} on anything else. */
    public static Value parseValue(String text) {
        if (text.startsWith("(")) {
            return new Value.Tuple(split(text.substring(1, text.length() - 1)).stream().map(GraphParser::parseValue).toList());
        }
        int open = text.indexOf('(');
        if (open > 0 && text.endsWith(")")) {
            String inside = text.substring(open + 1, text.length() - 1);
            return switch (text.substring(0, open)) {
                case "int" -> new Value.SymInt(expression(inside));
                case "float" -> new Value.SymFloat(expression(inside));
                case "bool" -> new Value.SymBool(expression(inside));
                case "literal" -> new Value.Literal(ArgText.parse(inside, name -> {
                    throw new IllegalArgumentException("a literal cannot refer to %" + name);
                }));
                default -> throw new IllegalArgumentException("unknown value '" + text + "'");
            };
        }
        if (text.equals("none")) {
            return Value.NONE;
        }
        int bracket = text.indexOf('[');
        DType dtype = DType.byTorchName(text.substring(0, bracket))
                .orElseThrow(() -> new IllegalArgumentException("unknown element type in '" + text + "'"));
        List<SymExpr> dims = split(text.substring(bracket + 1, text.length() - 1)).stream()
                .map(GraphParser::expression).toList();
        return Value.of(new TensorSpec(dtype, Shape.of(dims)));
    }

    private static SymExpr expression(String text) {
        return SymParser.parse(text);
    }

    /** Splits at commas outside brackets and quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
