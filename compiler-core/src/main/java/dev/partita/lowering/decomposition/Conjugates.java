package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Tensors that torch has only marked as conjugates: views of one are marked, too, and an operator that does not know
 * the mark gets a copy in which the numbers are conjugated.
 */
final class Conjugates {

    private static final OpName CONJUGATE = OpName.of("aten._conj.default");

    /** Operators besides views that take the mark as it is. */
    private static final Set<String> KNOWING = Set.of(
            "aten.clone", "aten._conj_physical", "aten.mm", "aten.bmm", "aten.addmm", "aten.baddbmm", "aten.dot",
            "aten.vdot", "aten._fft_r2c", "aten._fft_c2r", "aten._fft_c2c", "aten.linalg_solve_triangular");

    private final Set<Node> marked = Collections.newSetFromMap(new IdentityHashMap<>());

    boolean isMarked(Arg tensor) {
        return tensor instanceof Arg.Ref(Node node) && marked.contains(node);
    }

    /** The call with copies in place of marked tensors, where its operator wants them. */
    Call resolved(Call call, Tracer tracer) {
        if (marked.isEmpty() || call.schema().isView() || KNOWING.contains(call.op().packet())
                || call.values().stream().noneMatch(this::isMarked)) {
            return call;
        }
        List<Arg> values = new ArrayList<>();
        for (Arg value : call.values()) {
            values.add(isMarked(value) ? tracer.call("aten.clone.default", value) : value);
        }
        return call.withValues(values);
    }

    /** Remembers what a view operator has made. */
    void record(Call call, Arg result) {
        if (result instanceof Arg.Ref(Node node)
                && call.op().equals(CONJUGATE) != isMarked(call.values().getFirst())) {
            marked.add(node);
        }
    }
}
