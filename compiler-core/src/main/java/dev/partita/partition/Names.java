package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.List;
import java.util.stream.Collectors;

/** Lists nodes in a sentence, the first three by name. */
final class Names {

    private static final int SHOWN = 3;

    private Names() {}

    /** {@code %a, %b, %c and 4 more}. */
    static String of(List<Node> nodes) {
        String shown = nodes.stream().limit(SHOWN).map(Node::toString).collect(Collectors.joining(", "));
        return nodes.size() <= SHOWN ? shown : shown + " and " + (nodes.size() - SHOWN) + " more";
    }
}
