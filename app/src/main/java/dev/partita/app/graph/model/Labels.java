package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Box.Label;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Collectors;

/** What boxes say: the operation's name, and its weights or else its literal arguments, kept short. */
final class Labels {

    private static final int LONGEST = 26;

    private Labels() {}

    static Label of(Node call, List<TensorSpec> weights) {
        String title = call.op().isAten() ? plain(call.op().op()) : call.op().op();
        String detail = weights.isEmpty()
                ? literals(call)
                : weights.stream().map(Payloads::shape).collect(Collectors.joining(" · "));
        return new Label(shortened(title, 34), shortened(detail, LONGEST));
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
    private static String literals(Node call) {
        StringBuilder shown = new StringBuilder();
        for (Arg arg : call.args()) {
            add(shown, "", arg);
        }
        call.kwargs().forEach((name, arg) -> add(shown, name + " ", arg));
        return shown.toString();
    }

    private static void add(StringBuilder shown, String prefix, Arg arg) {
        if (shown.length() <= LONGEST && isLiteral(arg)) {
            shown.append(shown.isEmpty() ? "" : ", ").append(prefix).append(text(arg));
        }
    }

    private static boolean isLiteral(Arg arg) {
        return !(arg instanceof Arg.None || arg instanceof Arg.Device || arg instanceof Arg.Layout) && !reads(arg);
    }

    private static boolean reads(Arg arg) {
        return arg instanceof Arg.Ref || arg instanceof Arg.ListOf(List<Arg> items) && items.stream().anyMatch(Labels::reads);
    }

    private static String text(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> node.name();
            case Arg.None _ -> "None";
            case Arg.Ellipsis _ -> "...";
            case Arg.Int(long value) -> value == Long.MAX_VALUE ? "end" : Long.toString(value);
            case Arg.Float(double value) -> Double.toString(value);
            case Arg.Bool(boolean value) -> Boolean.toString(value);
            case Arg.Str(String value) -> value;
            case Arg.Complex(double real, double imaginary) -> real + "+" + imaginary + "j";
            case Arg.Dtype(var value) -> value.torchName();
            case Arg.Device(String value) -> value;
            case Arg.Layout(String value) -> value;
            case Arg.MemoryFormat(String value) -> value;
            case Arg.Sym(var value) -> value.toString();
            case Arg.ListOf(List<Arg> items) -> items.stream().map(Labels::text).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
