package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphModels;
import dev.partita.app.graph.model.Placement;
import dev.partita.app.graph.model.Placement.Backend;
import dev.partita.app.graph.model.Placements;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Origin.ModuleFrame;
import dev.partita.ir.Value;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models made by hand, for tests that need no file. */
public final class SampleModels {

    private SampleModels() {}

    /** A transformer encoder: embeddings, equal layers with attention and feed-forward, a head. */
    public static GraphModel transformer(int layers) {
        return GraphModels.of("transformer", new Transformer().graph(layers));
    }

    /** The same transformer as a file without module stacks has it. */
    public static GraphModel transformerWithoutModules(int layers) {
        Graph graph = new Transformer().graph(layers);
        graph.forEach(node -> node.setOrigin(Origin.UNKNOWN));
        return GraphModels.of("transformer", graph);
    }

    /** TensorRT for all but softmax, which splits each layer. */
    public static Placements placements(GraphModel model) {
        List<Placement> placements = new ArrayList<>();
        int engine = 0;
        int torch = 0;
        for (var box : model.boxes()) {
            String op = box.facts().op();
            if (op.isEmpty()) {
                placements.add(Placement.NONE);
            } else if (op.contains("softmax")) {
                placements.add(new Placement(Backend.TORCH, "_run_on_gpu_" + torch, torch++, "Excluded by torch_executed_ops."));
                engine++;
            } else {
                placements.add(new Placement(Backend.TENSORRT, "_run_on_acc_" + engine, engine, ""));
            }
        }
        return new Placements(placements);
    }

    private static final class Transformer {
        private final Graph graph = new Graph();
        private final List<ModuleFrame> stack = new ArrayList<>(List.of(new ModuleFrame("", "Encoder")));

        Graph graph(int layers) {
            Node x = graph.placeholder("tokens").setValue(tensor(DType.INT64, 1, 128));
            Node mask = graph.placeholder("mask").setValue(tensor(DType.BOOL, 1, 128));
            Node hidden = in("embeddings", "Embeddings", () -> {
                Node table = weight("embeddings.table", 30522, 768);
                Node words = call("aten.embedding.default", tensor(DType.FLOAT32, 1, 128, 768), table, x);
                Node positions = call("aten.embedding.default", tensor(DType.FLOAT32, 1, 128, 768), weight("embeddings.positions", 512, 768), x);
                Node sum = call("aten.add.Tensor", tensor(DType.FLOAT32, 1, 128, 768), words, positions);
                return call("aten.layer_norm.default", tensor(DType.FLOAT32, 1, 128, 768), sum, weight("embeddings.norm.weight", 768));
            });
            for (int i = 0; i < layers; i++) {
                hidden = layer("layers." + i, hidden, mask);
            }
            Node last = hidden;
            Node logits = in("head", "Linear", () -> {
                Node pooled = call("aten.select.int", tensor(DType.FLOAT32, 1, 768), last);
                return call("aten.linear.default", tensor(DType.FLOAT32, 1, 2), pooled, weight("head.weight", 2, 768), weight("head.bias", 2));
            });
            graph.output(Arg.list(List.of(Arg.of(logits))));
            return graph;
        }

        private Node layer(String path, Node input, Node mask) {
            Value wide = tensor(DType.FLOAT32, 1, 128, 768);
            return in(path, "EncoderLayer", () -> {
                Node attended = in(path + ".attention", "SelfAttention", () -> {
                    Node q = linear(path + ".attention.query", input, 768, 768, wide);
                    Node k = linear(path + ".attention.key", input, 768, 768, wide);
                    Node v = linear(path + ".attention.value", input, 768, 768, wide);
                    Node scores = call("aten.matmul.default", tensor(DType.FLOAT32, 1, 12, 128, 128), q, k);
                    Node masked = call("aten.where.self", tensor(DType.FLOAT32, 1, 12, 128, 128), mask, scores);
                    Node weights = call("aten.softmax.int", tensor(DType.FLOAT32, 1, 12, 128, 128), masked);
                    Node mixed = call("aten.matmul.default", wide, weights, v);
                    return linear(path + ".attention.out", mixed, 768, 768, wide);
                });
                Node sum = call("aten.add.Tensor", wide, input, attended);
                Node norm = call("aten.layer_norm.default", wide, sum, weight(path + ".norm1.weight", 768));
                Node fed = in(path + ".mlp", "FeedForward", () -> {
                    Node up = linear(path + ".mlp.up", norm, 3072, 768, tensor(DType.FLOAT32, 1, 128, 3072));
                    Node gelu = call("aten.gelu.default", tensor(DType.FLOAT32, 1, 128, 3072), up);
                    return linear(path + ".mlp.down", gelu, 768, 3072, wide);
                });
                Node second = call("aten.add.Tensor", wide, norm, fed);
                return call("aten.layer_norm.default", wide, second, weight(path + ".norm2.weight", 768));
            });
        }

        private Node linear(String path, Node input, long out, long in, Value value) {
            return in(path, "Linear", () -> call("aten.linear.default", value, input, weight(path + ".weight", out, in), weight(path + ".bias", out)));
        }

        private interface Body {
            Node build();
        }

        private Node in(String path, String type, Body body) {
            stack.add(new ModuleFrame(path, "sample." + type));
            Node result = body.build();
            stack.removeLast();
            return result;
        }

        private Node call(String op, Value value, Node... inputs) {
            List<Arg> args = new ArrayList<>();
            for (Node input : inputs) {
                args.add(Arg.of(input));
            }
            return graph.call(OpName.of(op), args, Map.of()).setValue(value).setOrigin(new Origin(stack, ""));
        }

        private Node weight(String path, long... dims) {
            return graph.getAttr(path).setValue(tensor(DType.FLOAT32, dims));
        }

        private static Value tensor(DType dtype, long... dims) {
            return Value.of(new TensorSpec(dtype, Shape.of(dims)));
        }
    }
}
