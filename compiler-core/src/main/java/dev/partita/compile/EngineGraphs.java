package dev.partita.compile;

import dev.partita.convert.SegmentGraph;
import dev.partita.convert.SymbolicSizes;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.partition.Segment;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a TensorRT segment becomes an engine: the segment without the sizes at its border that somebody else knows. A size
 * that goes in is left out where the shapes of the tensors beside it tell it; a number that comes out, where it follows from
 * the program's inputs. Reading either at run time would wait for the GPU, and cannot be recorded in a CUDA graph.
 *
 * <pre>
 * segment:  (x: float32[s0, 17, 48], s: int(s0)) -&gt; (y: float32[17*s0, 48], n: int(17*s0))
 * engine:   (x) -&gt; (y)
 * </pre>
 */
public final class EngineGraphs {

    private final KnownSizes known;

    /** @param graph the lowered graph, from which the segments are */
    public EngineGraphs(Graph graph) {
        known = new KnownSizes(graph);
    }

    /** Whether nobody needs an engine for what the segment gives. */
    public boolean givesOnlySizes(Segment segment) {
        return segment.outputs().stream().allMatch(output -> known.expression(output).isPresent());
    }

    /** What the engine takes and gives; all of the segment when it {@link #givesOnlySizes gives only sizes}. */
    public SegmentGraph of(Segment segment) {
        if (givesOnlySizes(segment)) {
            return new SegmentGraph(segment.name(), segment.nodes(), segment.inputs(), segment.outputs());
        }
        Set<SymExpr> extents = new HashSet<>();
        for (Node input : segment.inputs()) {
            if (input.value() instanceof Value.Tensor(TensorSpec spec)) {
                extents.addAll(spec.shape().dims());
            }
        }
        return new SegmentGraph(
                segment.name(),
                segment.nodes(),
                segment.inputs().stream().filter(input -> !isTold(input, extents)).toList(),
                segment.outputs().stream().filter(output -> known.expression(output).isEmpty()).toList());
    }

    private static boolean isTold(Node input, Set<SymExpr> extents) {
        return input.value() instanceof Value.SymInt(SymExpr expression) && SymbolicSizes.follows(expression, extents);
    }
}
