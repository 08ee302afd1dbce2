package dev.partita.worker.trt;

import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkInput;
import dev.partita.network.NetworkOutput;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TensorType;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.jspecify.annotations.Nullable;

/**
 * Plays a network description into TensorRT, layer by layer, and compares what TensorRT says about each tensor with what
 * the description says: a disagreement is named at its layer instead of surfacing in the builder.
 */
final class NetworkEmitter {

    private final INetworkDefinition network;
    private final NetworkWeights weights;
    private final boolean stronglyTyped;
    private final Map<Integer, ITensor> tensors = new HashMap<>();
    private final Set<Integer> leaving = new HashSet<>();
    private final LayerEmitter layers;

    NetworkEmitter(INetworkDefinition network, NetworkWeights weights, boolean stronglyTyped) {
        this.network = network;
        this.weights = weights;
        this.stronglyTyped = stronglyTyped;
        this.layers = new LayerEmitter(this);
    }

    void emit(NetworkDescription description) {
        network.setName(description.name());
        description.outputs().forEach(output -> leaving.add(output.tensor().id()));
        for (NetworkInput input : description.inputs()) {
            TensorType type = input.tensor().type();
            ITensor tensor = network.addInput(
                    input.name(), TypeNames.toTensorRt(type.dtype()), Shapes.dims(type.dims()));
            define(input.tensor(), present(tensor, "input '" + input.name() + "'"));
        }
        emit(description.layers());
        for (NetworkOutput output : description.outputs()) {
            ITensor tensor = tensor(output.tensor());
            tensor.setName(output.name());
            network.markOutput(tensor);
            if (!stronglyTyped) {
                tensor.setType(TypeNames.toTensorRt(output.tensor().dtype()));
            }
        }
    }

    /** The layers of the network, or of a loop's or branch's body. */
    void emit(List<NamedLayer> sequence) {
        for (NamedLayer layer : sequence) {
            emit(layer);
        }
    }

    private void emit(NamedLayer named) {
        List<ITensor> outputs;
        try {
            outputs = layers.emit(named);
        } catch (TensorRtException e) {
            throw new TensorRtException("layer '" + named.name() + "': " + e.getMessage());
        }
        for (int i = 0; i < named.outputs().size(); i++) {
            NetworkTensor expected = named.outputs().get(i);
            compare(named, expected.type(), outputs.get(i));
            define(expected, outputs.get(i));
        }
    }

    INetworkDefinition network() {
        return network;
    }

    NetworkWeights weights() {
        return weights;
    }

    boolean isStronglyTyped() {
        return stronglyTyped;
    }

    ITensor tensor(NetworkTensor tensor) {
        ITensor known = tensors.get(tensor.id());
        if (known == null) {
            throw new TensorRtException("tensor " + tensor + " is read before it is made");
        }
        return known;
    }

    void define(NetworkTensor tensor, ITensor made) {
        tensors.put(tensor.id(), made);
    }

    /** Names a layer and checks that TensorRT made it. */
    <L extends ILayer> L named(@Nullable L layer, NamedLayer named) {
        L made = present(layer, "the layer");
        made.setName(named.name());
        made.setMetadata(named.node());
        named.precision().ifPresent(precision -> hold(made, named, precision));
        return made;
    }

    /** The builder obeys: with the flag that {@link BuilderOptions} sets, or it refuses the network. */
    private void hold(ILayer layer, NamedLayer named, DType precision) {
        if (stronglyTyped) {
            throw new TensorRtException("layer '" + named.name() + "' is to compute in " + precision.torchName()
                    + ", but a strongly typed network leaves no choice");
        }
        layer.setPrecision(type(precision));
        for (int i = 0; i < named.outputs().size(); i++) {
            NetworkTensor output = named.outputs().get(i);
            // What leaves the network has the type that the program expects.
            if (output.dtype().isFloatingPoint() && !leaving.contains(output.id())) {
                layer.setOutputType(i, type(precision));
            }
        }
    }

    static <P extends Pointer> P present(
            @Nullable P object, String what) {
        if (object == null || object.isNull()) {
            throw new TensorRtException("TensorRT refused " + what);
        }
        return object;
    }

    private void compare(NamedLayer layer, TensorType expected, ITensor made) {
        List<Long> dims;
        try {
            dims = Shapes.list(made.getDimensions());
        } catch (TensorRtException e) {
            throw new TensorRtException("layer '" + layer.name() + "' (" + layer.layer() + "): " + e.getMessage());
        }
        DType dtype = TypeNames.toTorch(made.getType());
        boolean sameType = !stronglyTyped || dtype == expected.dtype();
        if (!sameType || !agree(expected.dims(), dims)) {
            throw new TensorRtException("layer '" + layer.name() + "' (" + layer.layer() + ") was expected to make "
                    + expected + ", TensorRT says " + new TensorType(dtype, dims));
        }
    }

    /** Either side may know less. */
    private static boolean agree(List<Long> expected, List<Long> made) {
        if (expected.size() != made.size()) {
            return false;
        }
        for (int axis = 0; axis < made.size(); axis++) {
            long one = expected.get(axis);
            long other = made.get(axis);
            if (one != other && one != TensorType.DYNAMIC && other != TensorType.DYNAMIC) {
                return false;
            }
        }
        return true;
    }

    static List<ITensor> outputs(ILayer layer) {
        List<ITensor> outputs = new ArrayList<>();
        for (int i = 0; i < layer.getNbOutputs(); i++) {
            outputs.add(layer.getOutput(i));
        }
        return outputs;
    }

    static nvinfer.DataType type(DType dtype) {
        return TypeNames.toTensorRt(dtype);
    }
}
