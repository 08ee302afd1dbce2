package dev.partita.app.partition;

import dev.partita.app.text.Texts;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.ir.Origin;
import dev.partita.ir.Value;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts a node's arguments, values and origin into words. */
final class NodeFacts {

    private static final Pattern FRAME = Pattern.compile("File \"([^\"]+)\", line (\\d+)");

    private NodeFacts() {}

    static List<NodeDetails.Line> arguments(Node node) {
        List<NodeDetails.Line> lines = new ArrayList<>();
        List<Arg> args = node.args();
        for (int i = 0; i < args.size(); i++) {
            lines.add(line(String.valueOf(i), args.get(i)));
        }
        for (Map.Entry<String, Arg> entry : node.kwargs().entrySet()) {
            lines.add(line(entry.getKey(), entry.getValue()));
        }
        return lines;
    }

    private static NodeDetails.Line line(String name, Arg arg) {
        return arg instanceof Arg.Ref(Node producer)
                ? new NodeDetails.Line(name, "%" + producer.name() + "  " + value(producer.value()), Optional.of(producer))
                : new NodeDetails.Line(name, text(arg), Optional.empty());
    }

    static String text(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> "%" + node.name();
            case Arg.None _ -> "None";
            case Arg.Ellipsis _ -> "...";
            case Arg.Int(long value) -> Long.toString(value);
            case Arg.Float(double value) -> Double.toString(value);
            case Arg.Bool(boolean value) -> value ? "True" : "False";
            case Arg.Str(String value) -> "'" + value + "'";
            case Arg.Complex complex -> complex.real() + " + " + complex.imag() + "j";
            case Arg.Dtype(var dtype) -> "torch." + dtype.torchName();
            case Arg.Device(String device) -> device;
            case Arg.Layout(String layout) -> "torch." + layout;
            case Arg.MemoryFormat(String format) -> "torch." + format;
            case Arg.Sym(var expression) -> expression.toString();
            case Arg.ListOf(List<Arg> items) ->
                items.stream().map(NodeFacts::text).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    /** {@code float32[1, 64, 56, 56]}; several results on several lines. */
    static String value(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> spec.toString();
            case Value.SymInt(var expression) -> "int " + expression;
            case Value.SymFloat(var expression) -> "float " + expression;
            case Value.SymBool(var expression) -> "bool " + expression;
            case Value.Literal(Arg literal) -> text(literal);
            case Value.None _ -> "";
            case Value.Tuple(List<Value> items) -> items.stream().map(NodeFacts::value).collect(Collectors.joining("\n"));
        };
    }

    /** Bytes of a fixed-shape tensor, empty otherwise. */
    static Optional<Long> bytes(TensorSpec spec) {
        return spec.shape().staticDims().map(dims -> {
            long elements = 1;
            for (long dim : dims) {
                elements *= dim;
            }
            return elements * spec.dtype().byteSize();
        });
    }

    /** Shape and size of a weight; empty for other attributes. */
    static Optional<String> weight(Node getAttr) {
        return getAttr.graph().attribute(getAttr.target()).map(attribute -> switch (attribute) {
            case Attribute.Weight weight ->
                weight.spec() + bytes(weight.spec()).map(size -> "   " + Texts.bytes(size)).orElse("");
            case Attribute.Folded folded -> folded.spec() + "   " + Texts.of("details.folded");
            case Attribute.SubGraph sub -> Texts.of("details.subgraph", sub.graph().size());
        });
    }

    /** The innermost Python frame that is not PyTorch's own module code; failing that, the innermost one. */
    static NodeDetails.Source source(Origin origin) {
        String type = origin.modules().isEmpty() ? "" : origin.modules().getLast().typeName();
        String location = "";
        String code = "";
        List<String> lines = origin.stackTrace().lines().toList();
        boolean hasOwn = lines.stream().anyMatch(line -> FRAME.matcher(line).find() && !isTorchs(line));
        for (int i = 0; i < lines.size(); i++) {
            Matcher frame = FRAME.matcher(lines.get(i));
            if (frame.find() && !(hasOwn && isTorchs(lines.get(i)))) {
                location = frame.group(1) + ":" + frame.group(2);
                code = i + 1 < lines.size() && !FRAME.matcher(lines.get(i + 1)).find() ? lines.get(i + 1).strip() : "";
            }
        }
        return new NodeDetails.Source(origin.modulePath(), type, location, code);
    }

    private static boolean isTorchs(String frame) {
        return frame.contains("/torch/nn/") || frame.contains("/torch/_");
    }
}
