/**
 * The graph that every stage reads and lowering rewrites: torch.fx's model, in Java.
 *
 * <p>Start at {@link dev.partita.ir.Graph} and {@link dev.partita.ir.Node}; arguments are {@link dev.partita.ir.Arg},
 * what a node yields is {@link dev.partita.ir.Value}. Names follow torch.fx's rules ({@link dev.partita.ir.NameSpace}),
 * so that a log of Torch-TensorRT and one of Partita can be laid side by side. {@link dev.partita.ir.GraphPrinter} and
 * {@link dev.partita.ir.GraphParser} are inverse to each other.
 */
@NullMarked
package dev.partita.ir;

import org.jspecify.annotations.NullMarked;
