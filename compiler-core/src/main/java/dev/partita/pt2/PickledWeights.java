package dev.partita.pt2;

import java.util.Map;
import java.util.Optional;

/** State dictionaries that were pickled as a whole: files of torch 2.1 to 2.8, and single tensor subclasses. */
final class PickledWeights {

    private PickledWeights() {}

    /** @param opaque receives what is not a tensor with data */
    static void read(String entry, PythonValue value, Map<String, Weight> weights, Map<String, OpaqueConstant> opaque) {
        if (!(value instanceof PythonValue.Dict(Map<String, PythonValue> entries))) {
            throw Pt2Exception.inEntry(entry, "holds no dictionary of tensors");
        }
        entries.forEach((fqn, item) -> {
            if (item instanceof PythonValue.Tensor tensor) {
                weights.put(fqn, weight(fqn, tensor));
            } else if (item instanceof PythonValue.Unavailable(String what)) {
                opaque.put(fqn, new OpaqueConstant(what, OpaqueConstant.Form.PYTHON_PICKLE, Optional.empty()));
            } else {
                opaque.put(fqn, new OpaqueConstant("not a tensor", OpaqueConstant.Form.PYTHON_PICKLE, Optional.empty()));
            }
        });
    }

    static Weight weight(String fqn, PythonValue.Tensor tensor) {
        return new Weight(fqn, tensor.isParameter(), tensor.requiresGrad(), tensor.tensor());
    }
}
