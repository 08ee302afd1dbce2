package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.network.NetworkBuilder;

/** The way back from a layer to the model: {@code aten_ops.relu.default}, {@code layer1.0.relu/relu_3}. */
final class NodeSources {

    private NodeSources() {}

    static NetworkBuilder.Source of(Node node) {
        String op = node.op().shortName();
        int dot = op.indexOf('.');
        String target = dot < 0 ? op : op.substring(0, dot) + "_ops" + op.substring(dot);
        String path = node.origin().modulePath();
        return new NetworkBuilder.Source(target, path.isEmpty() ? node.name() : path + "/" + node.name(), node.name());
    }
}
