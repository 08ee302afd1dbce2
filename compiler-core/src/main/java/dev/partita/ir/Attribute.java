package dev.partita.ir;

import dev.partita.tensor.TensorSpec;

/** What a {@code get_attr} node can read. Tensor data is never here: {@link Weight} says where it lies. */
public sealed interface Attribute {

    /** A parameter, buffer or constant. */
    record Weight(TensorSpec spec, WeightRef data) implements Attribute {}

    /** The graph argument of a higher-order op ({@code cond}, {@code while_loop}...). */
    record SubGraph(Graph graph) implements Attribute {}
}
