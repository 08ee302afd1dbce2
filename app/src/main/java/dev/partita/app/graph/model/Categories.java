package dev.partita.app.graph.model;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts operations into {@link Category categories} by name: exact names first, then parts of names in order. A program
 * calls few operations often, so each is sorted once.
 */
final class Categories {

    private static final Map<String, Category> EXACT = Map.ofEntries(
            Map.entry("mm", Category.MATRIX), Map.entry("bmm", Category.MATRIX), Map.entry("mv", Category.MATRIX),
            Map.entry("dot", Category.MATRIX), Map.entry("sum", Category.REDUCTION), Map.entry("mean", Category.REDUCTION),
            Map.entry("max", Category.REDUCTION), Map.entry("min", Category.REDUCTION), Map.entry("any", Category.REDUCTION),
            Map.entry("all", Category.REDUCTION), Map.entry("prod", Category.REDUCTION), Map.entry("var", Category.REDUCTION),
            Map.entry("cat", Category.SHAPE), Map.entry("t", Category.SHAPE), Map.entry("to", Category.CAST),
            Map.entry("_to_copy", Category.CAST), Map.entry("full", Category.CONSTANT), Map.entry("arange", Category.CONSTANT),
            Map.entry("scalar_tensor", Category.CONSTANT), Map.entry("pad", Category.SHAPE),
            Map.entry("cond", Category.CONTROL), Map.entry("while_loop", Category.CONTROL), Map.entry("scan", Category.CONTROL));

    /** A part of a name and what it says; the first that fits counts. */
    private record Part(String text, Category category) {}

    private static final List<Part> PARTS = List.of(
            new Part("attention", Category.ATTENTION), new Part("conv", Category.CONVOLUTION), new Part("norm", Category.NORMALIZATION),
            new Part("linear", Category.MATRIX), new Part("matmul", Category.MATRIX), new Part("addmm", Category.MATRIX),
            new Part("baddbmm", Category.MATRIX), new Part("lstm", Category.MATRIX), new Part("gru", Category.MATRIX),
            new Part("pool", Category.POOLING), new Part("upsample", Category.POOLING), new Part("interpolate", Category.POOLING),
            new Part("softmax", Category.ACTIVATION), new Part("relu", Category.ACTIVATION), new Part("gelu", Category.ACTIVATION),
            new Part("silu", Category.ACTIVATION), new Part("sigmoid", Category.ACTIVATION), new Part("tanh", Category.ACTIVATION),
            new Part("hardswish", Category.ACTIVATION), new Part("elu", Category.ACTIVATION), new Part("softplus", Category.ACTIVATION),
            new Part("dropout", Category.ELEMENTWISE), new Part("argm", Category.REDUCTION), new Part("cumsum", Category.REDUCTION),
            new Part("topk", Category.REDUCTION), new Part("sort", Category.REDUCTION), new Part("embedding", Category.INDEXING),
            new Part("index", Category.INDEXING), new Part("gather", Category.INDEXING), new Part("scatter", Category.INDEXING),
            new Part("select", Category.INDEXING), new Part("slice", Category.INDEXING), new Part("where", Category.ELEMENTWISE),
            new Part("view", Category.SHAPE), new Part("reshape", Category.SHAPE), new Part("permute", Category.SHAPE),
            new Part("transpose", Category.SHAPE), new Part("expand", Category.SHAPE), new Part("squeeze", Category.SHAPE),
            new Part("flatten", Category.SHAPE), new Part("split", Category.SHAPE), new Part("chunk", Category.SHAPE),
            new Part("unbind", Category.SHAPE), new Part("stack", Category.SHAPE), new Part("repeat", Category.SHAPE),
            new Part("clone", Category.SHAPE), new Part("zeros", Category.CONSTANT), new Part("ones", Category.CONSTANT),
            new Part("full", Category.CONSTANT), new Part("sym_", Category.SYMBOLIC));

    private final Map<OpName, Category> known = new HashMap<>();

    Category of(Node call) {
        return switch (call.value()) {
            case Value.SymInt _, Value.SymFloat _, Value.SymBool _ -> Category.SYMBOLIC;
            case Value.Tensor _, Value.Tuple _, Value.Literal _, Value.None _ -> known.computeIfAbsent(call.op(), Categories::byName);
        };
    }

    private static Category byName(OpName name) {
        String op = name.op();
        Category exact = EXACT.get(op);
        if (exact != null) {
            return exact;
        }
        for (Part part : PARTS) {
            if (op.contains(part.text)) {
                return part.category;
            }
        }
        if (name.namespace().equals("higher_order")) {
            return Category.CONTROL;
        }
        return name.isAten() ? Category.ELEMENTWISE : Category.OTHER;
    }
}
