package dev.partita.network;

import java.util.List;

/**
 * One TensorRT network, ready to be handed to a builder: layers in an order in which each reads only what is before it.
 *
 * @param name the segment's name, such as {@code _run_on_acc_0}
 */
public record NetworkDescription(
        String name, List<NetworkInput> inputs, List<NamedLayer> layers, List<NetworkOutput> outputs) {
    public NetworkDescription {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
        outputs = List.copyOf(outputs);
    }

    /** The text form. */
    @Override
    public String toString() {
        return NetworkPrinter.print(this);
    }
}
