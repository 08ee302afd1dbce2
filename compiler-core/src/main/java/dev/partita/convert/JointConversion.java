package dev.partita.convert;

import dev.partita.ir.Node;
import java.util.Set;

/**
 * Several nodes that become layers together.
 *
 * @param last the node at whose place in the graph the layers are made; the only one whose result others read
 * @param earlier the others, which become nothing on their own
 * @param converter called for {@code last}
 */
public record JointConversion(Node last, Set<Node> earlier, Converter converter) {
    public JointConversion {
        earlier = Set.copyOf(earlier);
    }
}
