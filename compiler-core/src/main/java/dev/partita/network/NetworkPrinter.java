package dev.partita.network;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a network as text, one layer a line: the same network always gives the same text. */
public final class NetworkPrinter {

    private final StringBuilder text = new StringBuilder();

    private NetworkPrinter() {}

    public static String print(NetworkDescription network) {
        NetworkPrinter printer = new NetworkPrinter();
        printer.line(0, "network " + network.name());
        for (NetworkInput input : network.inputs()) {
            String kind = input.shapeValue() ? "shape input " : "input ";
            printer.line(1, kind + made(input.tensor()) + " '" + input.name() + "'");
        }
        network.layers().forEach(layer -> printer.layer(1, layer));
        for (NetworkOutput output : network.outputs()) {
            printer.line(1, "output " + output.tensor() + " '" + output.name() + "'");
        }
        return printer.text.toString();
    }

    private void layer(int depth, NamedLayer layer) {
        String outputs = layer.outputs().stream().map(NetworkPrinter::made).collect(Collectors.joining(", "));
        String precision = layer.precision().map(dtype -> " in " + dtype.torchName()).orElse("");
        line(depth, outputs + " = " + words(layer.layer()) + precision + "  # " + layer.name());
        switch (layer.layer()) {
            case Layer.Loop loop -> body(depth + 1, loop.body());
            case Layer.IfConditional conditional -> {
                conditional.captures().forEach(capture ->
                        line(depth + 1, "capture " + made(capture.variable()) + " = " + capture.source()));
                branch(depth + 1, "true", conditional.whenTrue());
                branch(depth + 1, "false", conditional.whenFalse());
            }
            case Layer.SingleOutput _, Layer.TopK _, Layer.Assertion _ -> {}
        }
    }

    /** A layer's record says it all, but bodies get lines of their own. */
    private static String words(Layer layer) {
        return switch (layer) {
            case Layer.Loop loop -> "Loop[limit=" + loop.limit() + ", limitValue=" + loop.limitValue() + "]";
            case Layer.IfConditional conditional -> "IfConditional[condition=" + conditional.condition() + "]";
            case Layer.SingleOutput _, Layer.TopK _, Layer.Assertion _ -> layer.toString();
        };
    }

    private void body(int depth, LoopBody body) {
        for (LoopBody.Recurrence state : body.recurrences()) {
            line(depth, "state " + made(state.variable()) + " = " + state.initial() + ", then " + state.next());
        }
        for (LoopBody.Iterator iterator : body.iterators()) {
            String order = iterator.reverse() ? ", reversed" : "";
            line(depth, "each " + made(iterator.variable()) + " of " + iterator.source() + " axis " + iterator.axis() + order);
        }
        body.layers().forEach(layer -> layer(depth, layer));
        for (LoopBody.Result result : body.results()) {
            line(depth, "result " + result.value() + " " + result.kind() + result.length().map(l -> " axis " + result.axis() + " length " + l).orElse(""));
        }
    }

    private void branch(int depth, String when, Layer.Branch branch) {
        line(depth, "when " + when);
        branch.layers().forEach(layer -> layer(depth + 1, layer));
        line(depth + 1, "result " + branch.results());
    }

    private static String made(NetworkTensor tensor) {
        return tensor + " " + tensor.type();
    }

    private void line(int depth, String words) {
        text.append("  ".repeat(depth)).append(words).append('\n');
    }
}
