package dev.partita.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a whole network: order, unique ids and names, element types and ranks of every layer, sound outputs. */
public final class NetworkVerifier {

    private final Map<Integer, TensorType> known = new HashMap<>();
    private final Set<String> layerNames = new HashSet<>();

    private NetworkVerifier() {}

    /** Throws {@link NetworkException} with the first fault. */
    public static void verify(NetworkDescription network) {
        new NetworkVerifier().check(network);
    }

    private void check(NetworkDescription network) {
        Set<String> borders = new HashSet<>();
        for (NetworkInput input : network.inputs()) {
            require(borders.add(input.name()), "two inputs are named '" + input.name() + "'");
            require(
                    ElementTypes.ALL.contains(input.tensor().dtype()),
                    "input '" + input.name() + "': TensorRT has no " + input.tensor().dtype().torchName());
            define("input '" + input.name() + "'", input.tensor());
        }
        network.layers().forEach(this::check);
        require(!network.outputs().isEmpty(), "network '" + network.name() + "' has no output");
        Set<Integer> marked = new HashSet<>();
        for (NetworkOutput output : network.outputs()) {
            require(borders.add(output.name()), "two inputs or outputs are named '" + output.name() + "'");
            require(marked.add(output.tensor().id()), output.tensor() + " leaves twice: '" + output.name() + "'");
            read("output '" + output.name() + "'", output.tensor());
        }
    }

    private void check(NamedLayer layer) {
        require(layerNames.add(layer.name()), "two layers are named '" + layer.name() + "'");
        String where = "layer '" + layer.name() + "'";
        layer.layer().inputs().forEach(input -> read(where, input));
        switch (layer.layer()) {
            case Layer.Loop loop -> within(() -> checkBody(where, loop));
            case Layer.IfConditional conditional -> within(() -> {
                conditional.captures().forEach(capture -> define(where, capture.variable()));
                within(() -> checkBranch(where, conditional.whenTrue()));
                within(() -> checkBranch(where, conditional.whenFalse()));
            });
            case Layer.SingleOutput _, Layer.TopK _, Layer.Assertion _ -> {}
        }
        List<TensorType> types = LayerTyping.outputs(layer.layer());
        require(types.size() == layer.outputs().size(), where + " makes " + types.size() + " tensors");
        for (int i = 0; i < types.size(); i++) {
            NetworkTensor output = layer.outputs().get(i);
            require(
                    types.get(i).dtype() == output.dtype() && types.get(i).rank() == output.rank(),
                    where + " makes " + types.get(i) + ", not " + output.type());
            define(where, output);
        }
        layer.precision().ifPresent(dtype -> require(
                dtype.isFloatingPoint() && layer.outputs().stream().anyMatch(output -> output.dtype().isFloatingPoint()),
                where + " is to compute in " + dtype.torchName() + ", but makes " + layer.outputs()));
    }

    /** What a body makes cannot be read outside of it. */
    private void within(Runnable body) {
        Set<Integer> outside = new HashSet<>(known.keySet());
        body.run();
        known.keySet().retainAll(outside);
    }

    private void checkBody(String where, Layer.Loop loop) {
        loop.body().recurrences().forEach(recurrence -> define(where, recurrence.variable()));
        loop.body().iterators().forEach(iterator -> define(where, iterator.variable()));
        loop.body().layers().forEach(this::check);
        loop.body().recurrences().forEach(recurrence -> read(where, recurrence.next()));
        loop.body().results().forEach(result -> read(where, result.value()));
        read(where, loop.limitValue());
    }

    private void checkBranch(String where, Layer.Branch branch) {
        branch.layers().forEach(this::check);
        branch.results().forEach(result -> read(where, result));
    }

    private void define(String where, NetworkTensor tensor) {
        require(known.put(tensor.id(), tensor.type()) == null, where + " makes " + tensor + " a second time");
    }

    private void read(String where, NetworkTensor tensor) {
        TensorType type = known.get(tensor.id());
        require(type != null, where + " reads " + tensor + " before it is made");
        require(tensor.type().equals(type), where + " reads " + tensor + " as " + tensor.type() + ", it is " + type);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new NetworkException(fault);
        }
    }
}
