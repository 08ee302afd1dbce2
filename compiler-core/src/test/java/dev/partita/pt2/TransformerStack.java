package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.GraphModule;
import dev.partita.pt2.schema.GraphSignature;
import dev.partita.pt2.schema.GraphValues;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.ModuleCall;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.NodeMetadata;
import dev.partita.pt2.schema.OutputSpec;
import dev.partita.pt2.schema.Producer;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * Writes a program as large as one likes: transformer layers of width 8 with 24 nodes each, node for node what
 * {@code torch.export} makes of the {@code giant_tf_...} models. 417 layers make 10,000 nodes, 2,084 make 50,000.
 */
public final class TransformerStack {

    private static final long[] TOKENS = {1, 4, 8};
    private static final long[] HEADS = {1, 2, 4, 4};

    private final Map<String, Integer> used = new HashMap<>();
    private final Map<String, TensorMeta> tensors = new LinkedHashMap<>();
    private final List<ExportedNode> nodes = new ArrayList<>();
    private final List<Argument> inputs = new ArrayList<>();
    private final List<InputSpec> specs = new ArrayList<>();
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    private TransformerStack() {}

    public static void write(int layers, Path file) throws IOException {
        Pt2Writer.write(new TransformerStack().program(layers), Map.of(), file);
    }

    private ExportedProgram program(int layers) {
        String table = weight("emb.weight", 16, 8);
        String x = "embedding";
        call("embedding", "embedding.default", TOKENS, List.of(tensor("weight", table), tensor("indices", "x")));
        for (int layer = 0; layer < layers; layer++) {
            x = layer("layers." + layer, x);
        }
        String result = linear("head", x, 8, 16);
        tensors.put("x", meta(DType.INT64, false, 1, 4));
        inputs.add(new Argument.Tensor("x"));
        specs.add(new InputSpec.UserInput(new Argument.Tensor("x")));
        List<Argument> outputs = List.of(new Argument.Tensor(result));
        GraphValues values = new GraphValues(tensors, Map.of(), Map.of(), Map.of(), Map.of());
        ExportedGraph graph = new ExportedGraph(inputs, outputs, nodes, values, false);
        GraphSignature signature = new GraphSignature(specs, List.of(new OutputSpec.UserOutput(outputs.getFirst())));
        GraphModule module = new GraphModule(
                graph, signature, List.of(new ModuleCall("", Optional.empty())), Map.of(), Map.of());
        Producer producer = new Producer(SchemaVersion.CURRENT, "2.13.0", Map.of("aten", 10L), List.of("TRAINING"), List.of());
        return new ExportedProgram("model", module, Map.of(), producer, new ProgramData(weights, Map.of(), Map.of()));
    }

    /** Attention and a feed-forward part, each with its normalization and its residual connection. */
    private String layer(String path, String x) {
        String packed = linear(path + ".qkv", norm(path + ".n1", x), 8, 24);
        String split = call("view", "view.default", new long[] {1, 4, 3, 2, 4},
                List.of(tensor("self", packed), integers("size", 1, 4, 3, 2, 4)));
        String swapped = call("permute", "permute.default", new long[] {3, 1, 2, 4, 4},
                List.of(tensor("self", split), integers("dims", 2, 0, 3, 1, 4)));
        List<String> parts = List.of(value("getitem", HEADS), value("getitem", HEADS), value("getitem", HEADS));
        add("unbind", "unbind.int", List.of(tensor("self", swapped)), new Argument.TensorList(parts));
        String keys = call("transpose", "transpose.int", HEADS,
                List.of(tensor("self", parts.get(1)), integer("dim0", -2), integer("dim1", -1)));
        String scores = call("matmul", "matmul.default", HEADS, List.of(tensor("self", parts.get(0)), tensor("other", keys)));
        String shares = call("softmax", "softmax.int", HEADS, List.of(tensor("self", scaled(scores, 0.5, HEADS)), integer("dim", -1)));
        String mixed = call("matmul", "matmul.default", HEADS, List.of(tensor("self", shares), tensor("other", parts.get(2))));
        String back = call("transpose", "transpose.int", new long[] {1, 4, 2, 4},
                List.of(tensor("self", mixed), integer("dim0", 1), integer("dim1", 2)));
        String joined = call("reshape", "reshape.default", TOKENS, List.of(tensor("self", back), integers("shape", TOKENS)));
        String attended = plus(x, scaled(linear(path + ".o", joined, 8, 8), 0.2, TOKENS));
        String wide = linear(path + ".f1", norm(path + ".n2", attended), 8, 16);
        String active = call("gelu", "gelu.default", new long[] {1, 4, 16}, List.of(tensor("self", wide)));
        return plus(attended, scaled(linear(path + ".f2", active, 16, 8), 0.2, TOKENS));
    }

    private String norm(String path, String x) {
        return call("layer_norm", "layer_norm.default", TOKENS, List.of(tensor("input", x), integers("normalized_shape", 8),
                tensor("weight", weight(path + ".weight", 8)), tensor("bias", weight(path + ".bias", 8)),
                argument("eps", new Argument.FloatValue(1e-5)), argument("cudnn_enable", new Argument.BoolValue(false))));
    }

    private String linear(String path, String x, long in, long out) {
        return call("linear", "linear.default", new long[] {1, 4, out}, List.of(tensor("input", x),
                tensor("weight", weight(path + ".weight", out, in)), tensor("bias", weight(path + ".bias", out))));
    }

    private String scaled(String x, double factor, long[] shape) {
        return call("mul", "mul.Tensor", shape, List.of(tensor("self", x), argument("other", new Argument.FloatValue(factor))));
    }

    private String plus(String x, String y) {
        return call("add", "add.Tensor", TOKENS, List.of(tensor("self", x), tensor("other", y)));
    }

    private String call(String name, String op, long[] shape, List<NamedArgument> arguments) {
        String result = value(name, shape);
        add(result, op, arguments, new Argument.Tensor(result));
        return result;
    }

    private void add(String name, String op, List<NamedArgument> arguments, Argument result) {
        nodes.add(new ExportedNode(Optional.of(name), "torch.ops.aten." + op, arguments, List.of(result),
                NodeMetadata.NONE, Optional.empty()));
    }

    private String value(String name, long... shape) {
        int number = used.merge(name, 1, Integer::sum) - 1;
        String unique = number == 0 ? name : name + "_" + number;
        tensors.put(unique, meta(DType.FLOAT32, false, shape));
        return unique;
    }

    private String weight(String path, long... shape) {
        String name = "p_" + path.replace('.', '_');
        tensors.put(name, meta(DType.FLOAT32, true, shape));
        inputs.add(new Argument.Tensor(name));
        specs.add(new InputSpec.Parameter(name, path));
        byte[] bytes = new byte[Math.toIntExact(4 * Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
        Storage storage = new Storage(path, bytes.length, () -> MemorySegment.ofArray(bytes));
        MappedTensor tensor = new MappedTensor(DType.FLOAT32, boxed(shape), boxed(strides(shape)), 0, storage);
        weights.put(path, new Weight(path, true, true, tensor));
        return name;
    }

    private static TensorMeta meta(DType dtype, boolean trained, long... shape) {
        return new TensorMeta(dtype, known(shape),
                new TensorMeta.Strides(known(strides(shape)), new SymInt.Known(0), Layout.STRIDED),
                trained, new Device("cpu", OptionalInt.empty()));
    }

    private static long[] strides(long... shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step *= shape[axis];
        }
        return strides;
    }

    private static List<SymInt> known(long... values) {
        return LongStream.of(values).<SymInt>mapToObj(SymInt.Known::new).toList();
    }

    private static List<Long> boxed(long... values) {
        return LongStream.of(values).boxed().toList();
    }

    private static NamedArgument tensor(String name, String value) {
        return argument(name, new Argument.Tensor(value));
    }

    private static NamedArgument integer(String name, long value) {
        return argument(name, new Argument.IntValue(value));
    }

    private static NamedArgument integers(String name, long... values) {
        return argument(name, new Argument.IntList(boxed(values)));
    }

    private static NamedArgument argument(String name, Argument value) {
        return new NamedArgument(name, value, NamedArgument.Kind.POSITIONAL);
    }
}
