package dev.partita.app.partition;

import dev.partita.convert.Remedy;
import dev.partita.partition.NodeVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Everything the details panel says about one node.
 *
 * @param verdict empty for inputs, weights and the output
 */
record NodeDetails(
        dev.partita.ir.Node node, Optional<NodeVerdict> verdict, List<Line> arguments, Source source,
        List<Remedy> remedies) {

    /**
     * One argument or result.
     *
     * @param jump the node to go to when clicked
     */
    record Line(String name, String value, Optional<dev.partita.ir.Node> jump) {}

    /** Where in the user's Python the op was written. */
    record Source(String modulePath, String moduleType, String location, String code) {}
}
