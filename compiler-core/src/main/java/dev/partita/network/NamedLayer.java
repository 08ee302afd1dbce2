package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * A layer in its place.
 *
 * @param name unique in the network, what TensorRT's profiler reports:
 *     {@code [CONVOLUTION]-[aten_ops.convolution.default]-[layer1.0.conv1/convolution_1]}, with {@code #2}, {@code #3}
 *     after the second and later layers that would be named alike
 * @param node name of the graph node that the layer computes: the way back from a profile to the picture;
 *     {@code a + b} when it computes two, the second one folded into the first one's weights
 * @param outputs what the layer makes, in TensorRT's order
 * @param precision the type that TensorRT is held to where it has the choice; the types of {@code outputs} stay those of
 *     the graph
 */
public record NamedLayer(
        String name, String node, Layer layer, List<NetworkTensor> outputs, Optional<DType> precision) {
    public NamedLayer {
        outputs = List.copyOf(outputs);
    }
}
