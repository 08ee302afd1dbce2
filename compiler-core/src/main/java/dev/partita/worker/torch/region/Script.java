package dev.partita.worker.torch.region;

import dev.partita.ir.Attribute;
import java.util.List;
import org.bytedeco.pytorch.GraphExecutor;
import org.bytedeco.pytorch.IValueVector;

/**
 * A region as one TorchScript graph: a run is a single native call. About a tenth to a third faster than step by step,
 * twice as fast for tiny programs; a failure does not say at which node, so whoever runs it repeats the run step by step.
 *
 * @param weights in the order in which the graph takes them, after the inputs
 */
record Script(GraphExecutor executor, List<Attribute> weights) {

    /** Whether a region can be one, and if not, why. */
    sealed interface Result {
        record Scripted(Script script) implements Result {}

        record Unscriptable(String why) implements Result {}
    }

    /** Replaces the inputs by the results. */
    void run(IValueVector stack, WeightStore store) {
        long inputs = stack.size();
        stack.resize(inputs + weights.size());
        for (int i = 0; i < weights.size(); i++) {
            stack.put(inputs + i, store.tensor(weights.get(i)));
        }
        executor.run(stack);
    }
}
