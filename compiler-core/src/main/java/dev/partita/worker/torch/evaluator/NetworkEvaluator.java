package dev.partita.worker.torch.evaluator;

import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkInput;
import dev.partita.network.NetworkOutput;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TensorType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Runs a network on the CPU. Each layer's result is checked against its declared type. */
public final class NetworkEvaluator {

    /**
     * @param inputs by the network's input names, in their declared types
     * @return by the network's output names, in order
     */
    public Map<String, HostTensor> evaluate(NetworkDescription network, Map<String, HostTensor> inputs) {
        try (PointerScope scope = new PointerScope()) {
            Aten aten = new Aten();
            LayerEvaluator layers = new LayerEvaluator(aten);
            Map<Integer, Tensor> values = new HashMap<>();
            for (NetworkInput input : network.inputs()) {
                HostTensor given = inputs.get(input.name());
                if (given == null) {
                    throw new IllegalArgumentException("no value for input '" + input.name() + "'");
                }
                Tensor tensor = aten.tensor(given);
                check("input '" + input.name() + "'", input.tensor(), tensor);
                values.put(input.tensor().id(), tensor);
            }
            run(network.layers(), new Scope(layers, values));
            Map<String, HostTensor> outputs = new LinkedHashMap<>();
            for (NetworkOutput output : network.outputs()) {
                outputs.put(output.name(), aten.host(read(values, output.tensor())));
            }
            return outputs;
        }
    }

    private static void run(List<NamedLayer> steps, Scope scope) {
        for (NamedLayer step : steps) {
            List<Tensor> results;
            try {
                results = scope.layers.run(step.layer(), scope);
            } catch (RuntimeException failure) {
                String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
                throw new IllegalStateException("layer " + step.name() + " " + step.layer() + ": " + message, failure);
            }
            for (int i = 0; i < step.outputs().size(); i++) {
                check(step.name(), step.outputs().get(i), results.get(i));
                scope.values.put(step.outputs().get(i).id(), results.get(i));
            }
        }
    }

    /** The values that a layer may read, and the way to run the body of a loop or branch. */
    static final class Scope {
        private final LayerEvaluator layers;
        private final Map<Integer, Tensor> values;

        private Scope(LayerEvaluator layers, Map<Integer, Tensor> values) {
            this.layers = layers;
            this.values = values;
        }

        Tensor get(NetworkTensor tensor) {
            return read(values, tensor);
        }

        void put(NetworkTensor tensor, Tensor value) {
            check("variable", tensor, value);
            values.put(tensor.id(), value);
        }

        void run(List<NamedLayer> body) {
            NetworkEvaluator.run(body, this);
        }
    }

    private static Tensor read(Map<Integer, Tensor> values, NetworkTensor tensor) {
        Tensor value = values.get(tensor.id());
        if (value == null) {
            throw new IllegalStateException(tensor + " is read before it is made");
        }
        return value;
    }

    private static void check(String where, NetworkTensor declared, Tensor value) {
        TensorType actual = new TensorType(Aten.dtype(value), Aten.dims(value));
        boolean fits = actual.dtype() == declared.dtype() && actual.rank() == declared.rank();
        for (int axis = 0; fits && axis < actual.rank(); axis++) {
            fits = declared.dim(axis) < 0 || declared.dim(axis) == actual.dims().get(axis);
        }
        if (!fits) {
            throw new IllegalStateException(where + ": " + declared + " is declared " + declared.type() + " but is " + actual);
        }
    }
}
