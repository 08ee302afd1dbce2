package dev.partita.network;

import static dev.partita.network.ElementTypes.require;
import static dev.partita.network.ElementTypes.requireIndex;
import static dev.partita.network.ElementTypes.requireSame;

import java.util.ArrayList;
import java.util.List;

/** Extents of gathered and scattered tensors. */
final class IndexTyping {

    private IndexTyping() {}

    static TensorType gather(Layer.Gather layer) {
        requireIndex(layer, layer.indices());
        NetworkTensor data = layer.data();
        NetworkTensor indices = layer.indices();
        return switch (layer.mode()) {
            case DEFAULT -> {
                LayerTyping.requireAxis(layer, data, layer.axis());
                List<Long> dims = new ArrayList<>(data.dims().subList(0, layer.axis()));
                dims.addAll(indices.dims().subList(layer.elementWiseDims(), indices.rank()));
                dims.addAll(data.dims().subList(layer.axis() + 1, data.rank()));
                yield data.type().withDims(dims);
            }
            case ELEMENT -> {
                LayerTyping.requireAxis(layer, data, layer.axis());
                require(data.rank() == indices.rank(), layer, "data and indices must have the same rank");
                yield data.type().withDims(indices.dims());
            }
            case ND -> {
                long depth = indices.dim(-1);
                require(depth > 0, layer, "the last extent of the indices must be known");
                List<Long> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
                dims.addAll(data.dims().subList(layer.elementWiseDims() + (int) depth, data.rank()));
                yield data.type().withDims(dims);
            }
        };
    }

    static TensorType scatter(Layer.Scatter layer) {
        requireIndex(layer, layer.indices());
        requireSame(layer, layer.data(), layer.updates());
        switch (layer.mode()) {
            case ELEMENT -> {
                LayerTyping.requireAxis(layer, layer.data(), layer.axis());
                require(
                        layer.indices().rank() == layer.data().rank()
                                && layer.updates().rank() == layer.data().rank(),
                        layer,
                        "data, indices and updates must have the same rank");
            }
            case ND -> {
                long depth = layer.indices().dim(-1);
                require(depth > 0, layer, "the last extent of the indices must be known");
                require(
                        layer.updates().rank() == layer.indices().rank() - 1 + layer.data().rank() - (int) depth,
                        layer,
                        "updates have the wrong rank");
            }
        }
        return layer.data().type();
    }
}
