package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Box.Label;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What boxes say: the operation's name, and its weights or else its literal arguments, kept short. */
final class Labels {

    private static final int LONGEST = 26;

    private final Map<OpName, String> titles = new HashMap<>();
    /** Numbers of a program are few, such as one epsilon, and take long to write. */
    private final Map<Double, String> numbers = new HashMap<>();

    Label of(Node call, List<Payload> weights) {
        String title = titles.computeIfAbsent(call.op(), Labels::title);
        return new Label(title, shortened(weights.isEmpty() ? literals(call) : shapes(weights), LONGEST));
    }

    private static String title(OpName op) {
        return shortened(op.isAten() ? plain(op.op()) : op.op(), 34);
    }

    private static String shapes(List<Payload> weights) {
        StringJoiner shapes = new StringJoiner(" · ");
        for (Payload weight : weights) {
            shapes.add(weight.shape());
        }
        return shapes.toString();
    }

    /** {@code batch_norm} for {@code _native_batch_norm_legit_no_training}: the full name stands in the details. */
    private static String plain(String op) {
        String name = op.startsWith("_") && !op.startsWith("__") ? op.substring(1) : op;
        if (!name.startsWith("native_") || !name.contains("norm")) {
            return name;
        }
        return name.substring("native_".length()).replace("_legit", "").replace("_no_training", "");
    }

    /** No more of them than a label shows. */
    private String literals(Node call) {
        StringBuilder shown = new StringBuilder();
        for (Arg arg : call.args()) {
            add(shown, "", arg);
        }
        call.kwargs().forEach((name, arg) -> add(shown, name + " ", arg));
        return shown.toString();
    }

    private void add(StringBuilder shown, String prefix, Arg arg) {
        if (shown.length() <= LONGEST && isLiteral(arg)) {
            shown.append(shown.isEmpty() ? "" : ", ").append(prefix).append(text(arg));
        }
    }

    private static boolean isLiteral(Arg arg) {
        return !(arg instanceof Arg.None || arg instanceof Arg.Device || arg instanceof Arg.Layout) && !reads(arg);
    }

    private static boolean reads(Arg arg) {
        if (arg instanceof Arg.ListOf(List<Arg> items)) {
            for (Arg item : items) {
                if (reads(item)) {
                    return true;
                }
            }
        }
        return arg instanceof Arg.Ref;
    }

    private String text(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> node.name();
            case Arg.None _ -> "None";
            case Arg.Ellipsis _ -> "...";
            case Arg.Int(long value) -> value == Long.MAX_VALUE ? "end" : Long.toString(value);
            case Arg.Float(double value) -> numbers.computeIfAbsent(value, String::valueOf);
            case Arg.Bool(boolean value) -> Boolean.toString(value);
            case Arg.Str(String value) -> value;
            case Arg.Complex(double real, double imaginary) -> real + "+" + imaginary + "j";
            case Arg.Dtype(var value) -> value.torchName();
            case Arg.Device(String value) -> value;
            case Arg.Layout(String value) -> value;
            case Arg.MemoryFormat(String value) -> value;
            case Arg.Sym(var value) -> value.toString();
            case Arg.ListOf(List<Arg> items) -> items.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
