package dev.partita.ir;

import dev.partita.tensor.TensorSpec;

/** What a {@code get_attr} node can read. Tensor data is never here: {@link Weight} says where it lies. */
public sealed interface Attribute {

    /** A parameter, buffer or constant. */
    record Weight(TensorSpec spec, WeightRef data) implements Attribute {}

    /**
     * A constant that can be computed from weights: item {@code index} of the output of {@code recipe}, a graph
     * without placeholders whose {@code get_attr} nodes read weights. All constants that one folding pass made share
     * one recipe graph, so an evaluator runs it once and keeps all items. Planning never evaluates it; building and
     * running do, when the bytes are needed.
     */
    record Folded(TensorSpec spec, Graph recipe, int index) implements Attribute {}

    /** The graph argument of a higher-order op ({@code cond}, {@code while_loop}...). */
    record SubGraph(Graph graph) implements Attribute {}
}
