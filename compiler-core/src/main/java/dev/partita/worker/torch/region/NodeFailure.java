package dev.partita.worker.torch.region;

import dev.partita.ir.Node;
import dev.partita.worker.torch.placement.TorchException;
import java.util.List;
import java.util.Optional;

/** Words for a failure at a node: which node, which op, which module, which line of the user's source, what happened. */
final class NodeFailure {

    private NodeFailure() {}

    static TorchException at(Node node, RuntimeException cause) {
        return new TorchException(place(node) + ": " + firstLine(cause), cause);
    }

    /** {@code node 'linear_1' (aten.linear.default, module layers.0, model.py line 12)}. */
    static String place(Node node) {
        StringBuilder place = new StringBuilder("node '").append(node.name()).append("' (");
        place.append(node.isCall() ? node.op().shortName() : node.target());
        if (!node.origin().modulePath().isEmpty()) {
            place.append(", module ").append(node.origin().modulePath());
        }
        sourceLine(node.origin().stackTrace()).ifPresent(line -> place.append(", ").append(line));
        return place.append(')').toString();
    }

    /** The innermost line of a Python traceback, {@code File "model.py", line 12, in forward}. */
    private static Optional<String> sourceLine(String stackTrace) {
        List<String> frames = stackTrace.lines().map(String::strip).filter(line -> line.startsWith("File ")).toList();
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.getLast());
    }

    /** libtorch appends a C++ backtrace to its messages. */
    static String firstLine(RuntimeException cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.lines().takeWhile(line -> !line.startsWith("Exception raised from"))
                .filter(line -> !line.isBlank()).findFirst().orElse(message);
    }
}
