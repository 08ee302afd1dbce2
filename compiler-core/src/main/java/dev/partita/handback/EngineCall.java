package dev.partita.handback;

import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.pt2.schema.Device;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the call of one engine into a graph. The runtime takes only tensors, of exactly the engine's types: numbers
 * are put into tensors before the call and taken out after it, other types are cast.
 *
 * <pre>
 * before:  s: SymInt, x: float64[4]          after:  full([1], s, int64), _to_copy(x, float32)
 *                                                    execute_engine([..], engine) -> getitem 0, getitem 1
 *                                                    _local_scalar_dense(getitem 1)
 * </pre>
 */
final class EngineCall {

    private static final OpName FULL = OpName.of("aten.full.default");
    private static final OpName TO_COPY = OpName.of("aten._to_copy.default");
    private static final OpName LOCAL_SCALAR = OpName.of("aten._local_scalar_dense.default");

    private final Graph graph;
    private final Device device;

    /** @param device where the engine's tensors live */
    EngineCall(Graph graph, Device device) {
        this.graph = graph;
        this.device = device;
    }

    /**
     * Gives back one node for each output, of the type that the program expects.
     *
     * @param inputs the program's values, one for each of {@code takes}
     * @param originals the lowered graph's nodes behind {@code gives}: their names and values
     */
    List<Node> write(Node engine, List<Node> inputs, List<Port> takes, List<Node> originals, List<Port> gives) {
        List<Arg> tensors = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            tensors.add(Arg.of(enter(inputs.get(i), takes.get(i))));
        }
        Node call = graph.callOverload(GraphExporter.EXECUTE_ENGINE, List.of(Arg.list(tensors), Arg.of(engine)), Map.of());
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < gives.size(); i++) {
            results.add(raw(originals.get(i).value(), gives.get(i)));
        }
        call.setValue(new Value.Tuple(results));
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < gives.size(); i++) {
            outputs.add(leave(call, i, originals.get(i), gives.get(i)));
        }
        return outputs;
    }

    private Node enter(Node value, Port port) {
        return switch (port.type()) {
            case PortType.Tensor(DType dtype) -> dtype == port.bindingType() ? value : cast(value, port.bindingType());
            case PortType.Int _, PortType.Real _, PortType.Truth _ -> graph.call(
                    FULL,
                    List.of(Arg.ints(1), Arg.of(value)),
                    Map.of("dtype", Arg.of(port.bindingType()), "device", new Arg.Device(device.toString())))
                    .setValue(Value.of(new TensorSpec(port.bindingType(), Shape.of(1))));
        };
    }

    private Node leave(Node call, int index, Node original, Port port) {
        List<Arg> item = List.of(Arg.of(call), Arg.of(index));
        Value raw = raw(original.value(), port);
        boolean same = raw.equals(original.value());
        Node result = graph.create(call.kind(), GraphExporter.GETITEM.qualified(), item, Map.of(),
                same ? original.name() : original.name() + "_tensor").setValue(raw).setOrigin(original.origin());
        if (same) {
            return result;
        }
        return switch (port.type()) {
            case PortType.Tensor(DType dtype) -> cast(result, dtype);
            case PortType.Int _, PortType.Real _, PortType.Truth _ ->
                graph.create(call.kind(), LOCAL_SCALAR.qualified(), List.of(Arg.of(result)), Map.of(), original.name())
                        .setValue(original.value()).setOrigin(original.origin());
        };
    }

    private Node cast(Node value, DType dtype) {
        Shape shape = value.value().tensor().orElseThrow().shape();
        return graph.call(TO_COPY, List.of(Arg.of(value)), Map.of("dtype", Arg.of(dtype)))
                .setValue(Value.of(new TensorSpec(dtype, shape))).setOrigin(value.origin());
    }

    private static Value raw(Value value, Port port) {
        return Value.of(new TensorSpec(port.bindingType(), value.tensor().map(TensorSpec::shape).orElse(Shape.of(1))));
    }
}
