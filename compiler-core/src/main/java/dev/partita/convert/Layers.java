package dev.partita.convert;

import dev.partita.network.ActivationType;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.TensorType;
import dev.partita.network.UnaryOperation;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The vocabulary of converters: short words for the layers that they make most. Leaves out layers that do nothing. */
public final class Layers {

    private final NetworkBuilder network;
    private final Map<WeightSource, NetworkTensor> constants = new HashMap<>();

    Layers(NetworkBuilder network) {
        this.network = network;
    }

    public NetworkBuilder network() {
        return network;
    }

    public NetworkTensor add(Layer layer) {
        return network.add(layer);
    }

    public List<NetworkTensor> addAll(Layer layer) {
        return network.addAll(layer);
    }

    /** The weights as a tensor; the same weights in the same type become one layer only. */
    public NetworkTensor constant(WeightSource weights) {
        NetworkTensor made = constants.get(weights);
        if (made == null) {
            made = add(new Layer.Constant(weights));
            constants.put(weights, made);
        }
        return made;
    }

    /** Makes the inside of a loop or branch; constants made there are made again outside. */
    public <T> T body(List<NamedLayer> into, Supplier<T> body) {
        Map<WeightSource, NetworkTensor> outside = new HashMap<>(constants);
        try {
            return network.inside(into, body);
        } finally {
            constants.clear();
            constants.putAll(outside);
        }
    }

    public NetworkTensor integers(List<Long> values, List<Long> dims, DType dtype) {
        return constant(new WeightSource.Integers(values, dims, dtype));
    }

    /** One number with as many axes of extent one as it takes to broadcast to {@code rank}. */
    public NetworkTensor number(double value, DType dtype, int rank) {
        return constant(Weights.number(value, dtype, rank));
    }

    public NetworkTensor cast(NetworkTensor input, DType to) {
        return input.dtype() == to ? input : add(new Layer.Cast(input, to));
    }

    /** Operands of any rank; the shorter one gets leading axes of extent one. */
    public NetworkTensor elementWise(NetworkTensor left, NetworkTensor right, ElementWiseOperation operation) {
        int rank = Math.max(left.rank(), right.rank());
        return add(new Layer.ElementWise(toRank(left, rank), toRank(right, rank), operation));
    }

    public NetworkTensor elementWise(NetworkTensor left, double right, ElementWiseOperation operation) {
        return elementWise(left, number(right, left.dtype(), left.rank()), operation);
    }

    public NetworkTensor unary(NetworkTensor input, UnaryOperation operation) {
        return add(new Layer.Unary(input, operation));
    }

    public NetworkTensor activation(NetworkTensor input, ActivationType type) {
        return activation(input, type, 0, 0);
    }

    public NetworkTensor activation(NetworkTensor input, ActivationType type, double alpha, double beta) {
        return add(new Layer.Activation(input, type, alpha, beta));
    }

    /** {@code condition ? whenTrue : whenFalse}, broadcast. */
    public NetworkTensor select(NetworkTensor condition, NetworkTensor whenTrue, NetworkTensor whenFalse) {
        int rank = Math.max(condition.rank(), Math.max(whenTrue.rank(), whenFalse.rank()));
        return add(new Layer.Select(toRank(condition, rank), toRank(whenTrue, rank), toRank(whenFalse, rank)));
    }

    /** Reducing over no axis changes nothing. */
    public NetworkTensor reduce(NetworkTensor input, ReduceOperation operation, List<Integer> axes, boolean keepDims) {
        return axes.isEmpty() ? input : add(new Layer.Reduce(input, operation, axes, keepDims));
    }

    public NetworkTensor concat(List<NetworkTensor> inputs, int axis) {
        return inputs.size() == 1 ? inputs.getFirst() : add(new Layer.Concatenation(inputs, axis));
    }

    public NetworkTensor gather(NetworkTensor data, NetworkTensor indices, int axis) {
        return add(new Layer.Gather(data, indices, GatherMode.DEFAULT, axis, 0));
    }

    /** Batched product of the last two axes; leading axes broadcast, the shorter operand gets ones. */
    public NetworkTensor matmul(NetworkTensor left, NetworkTensor right) {
        int rank = Math.max(left.rank(), right.rank());
        return add(new Layer.MatrixMultiply(
                toRank(left, rank), MatrixOperation.NONE, toRank(right, rank), MatrixOperation.NONE));
    }

    public NetworkTensor permute(NetworkTensor input, List<Integer> order) {
        if (order.equals(IntStream.range(0, input.rank()).boxed().toList())) {
            return input;
        }
        return add(new Layer.Shuffle(input, order, Optional.empty(), false, List.of()));
    }

    public NetworkTensor reshape(NetworkTensor input, Extents extents) {
        if (extents instanceof Extents.Fixed(List<Long> dims)
                && !dims.contains(TensorType.DYNAMIC)
                && dims.equals(input.dims())) {
            return input;
        }
        return add(new Layer.Shuffle(input, List.of(), Optional.of(extents), false, List.of()));
    }

    /** Axes of extent one in front, as many as it takes. */
    public NetworkTensor toRank(NetworkTensor input, int rank) {
        NetworkTensor result = input;
        if (rank > input.rank()) {
            result = unsqueeze(input, IntStream.range(0, rank - input.rank()).boxed().toList());
        }
        return result;
    }

    /**
     * New axes of extent one at these places of the result. At most one dynamic extent: one reshape. Otherwise the ones
     * are put behind (extents are copied by position, wherever they come from) and transposed to their place.
     */
    public NetworkTensor unsqueeze(NetworkTensor input, List<Integer> axes) {
        int rank = input.rank() + axes.size();
        List<Long> dims = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        int kept = 0;
        int added = input.rank();
        for (int axis = 0; axis < rank; axis++) {
            dims.add(axes.contains(axis) ? 1L : input.dim(kept));
            order.add(axes.contains(axis) ? added++ : kept++);
        }
        if (isPlainReshape(input)) {
            return reshape(input, Extents.of(dims));
        }
        List<Long> placeholders = new ArrayList<>(Collections.nCopies(input.rank(), 0L));
        placeholders.addAll(Collections.nCopies(axes.size(), 1L));
        return add(new Layer.Shuffle(input, List.of(), Optional.of(Extents.of(placeholders)), true, order));
    }

    /** Removes axes of extent one: they are transposed to the end, where the reshape drops them. */
    public NetworkTensor squeeze(NetworkTensor input, List<Integer> axes) {
        if (axes.isEmpty()) {
            return input;
        }
        List<Integer> kept = IntStream.range(0, input.rank()).filter(axis -> !axes.contains(axis)).boxed().toList();
        if (isPlainReshape(input)) {
            return reshape(input, Extents.of(kept.stream().map(input::dim).toList()));
        }
        List<Integer> order = new ArrayList<>(kept);
        order.addAll(axes);
        List<Long> placeholders = Collections.nCopies(kept.size(), 0L);
        return add(new Layer.Shuffle(input, order, Optional.of(Extents.of(placeholders)), true, List.of()));
    }

    /** Whether all extents but one are known and none is zero: then -1 stands for that one. */
    private static boolean isPlainReshape(NetworkTensor input) {
        long dynamic = input.dims().stream().filter(dim -> dim < 0).count();
        return dynamic == 0 || (dynamic == 1 && !input.dims().contains(0L));
    }
}
