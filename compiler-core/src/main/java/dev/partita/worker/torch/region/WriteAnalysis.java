package dev.partita.worker.torch.region;

import dev.partita.worker.torch.operator.Operator;
import dev.partita.worker.torch.operator.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which weights and inputs a region changes in place, directly or through views. Weights are mapped read-only: writing one
 * that this analysis missed would end the process, so it errs towards "may be a view".
 */
final class WriteAnalysis {

    /** Ops that return their input itself, or a view of it, although their schema does not say so. */
    private static final Set<String> SILENT_VIEWS = Set.of(
            "aten.dropout.default", "aten.feature_dropout.default", "aten.alpha_dropout.default",
            "aten.feature_alpha_dropout.default", "aten.type_as.default", "aten.lift.default",
            "aten.broadcast_tensors.default", "aten.meshgrid.default", "aten.meshgrid.indexing",
            "aten.atleast_1d.default", "aten.atleast_2d.default", "aten.atleast_3d.default", "aten.einsum.default",
            "aten.sum_to_size.default", "aten.tensor_split.sections", "aten.unsafe_chunk.default", "aten.pad.default",
            "aten.reshape.default", "aten.contiguous.default", "aten.to.dtype", "aten.to.device", "aten.to.other",
            "aten.to.dtype_layout", "aten.cartesian_prod.default", "aten.block_diag.default");

    private final Map<Integer, Set<Integer>> roots = new HashMap<>();
    private final Set<Integer> inputs = new HashSet<>();
    private final Set<Integer> weights = new HashSet<>();
    private final Set<Integer> written = new TreeSet<>();

    /** Inputs take the first slots, in their order. */
    void input(int slot) {
        roots.put(slot, Set.of(slot));
        inputs.add(slot);
    }

    void weight(int slot) {
        roots.put(slot, Set.of(slot));
        weights.add(slot);
    }

    /** {@code view} may share memory with {@code source}. */
    void view(int source, int view) {
        Set<Integer> all = new HashSet<>(roots.getOrDefault(view, Set.of()));
        all.addAll(roots.getOrDefault(source, Set.of()));
        if (!all.isEmpty()) {
            roots.put(view, all);
        }
    }

    /** The memory behind the slot is changed. */
    void write(int slot) {
        written.addAll(roots.getOrDefault(slot, Set.of()));
    }

    void operator(Operator operator, List<Operand> operands, Step.Slots results) {
        boolean silent = SILENT_VIEWS.contains(operator.name());
        List<Parameter> parameters = operator.signature().parameters();
        for (int i = 0; i < operands.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean viewed = silent || (parameter.aliased() && operator.signature().returnsView());
            operands.get(i).forEachSlot(slot -> {
                if (parameter.written()) {
                    write(slot);
                }
                if (viewed) {
                    for (int result = results.first(); result < results.first() + results.count(); result++) {
                        view(slot, result);
                    }
                }
            });
        }
        // Batch norm updates its running statistics although its schema is silent about it.
        boolean batchNorm = operator.name().equals("aten.batch_norm.default")
                || operator.name().equals("aten.native_batch_norm.default");
        if (batchNorm
                && operands.get(5) instanceof Operand.Constant(var training) && training.isBool() && training.toBool()) {
            operands.get(3).forEachSlot(this::write);
            operands.get(4).forEachSlot(this::write);
        }
    }

    /** Slots of the weights that are written. */
    Set<Integer> weights() {
        Set<Integer> result = new TreeSet<>(written);
        result.retainAll(weights);
        return result;
    }

    /** Indices of the inputs that are written. */
    Set<Integer> inputs() {
        Set<Integer> result = new TreeSet<>(written);
        result.retainAll(inputs);
        return result;
    }
}
