package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One view of a chain, which can be replayed on another base and undone after a write.
 *
 * @param index which of several results this is; -1 when there is one
 */
record ViewStep(Call view, int index) {

    private static final OpName SLICE_SCATTER = OpName.of("aten.slice_scatter.default");
    private static final OpName SELECT_SCATTER = OpName.of("aten.select_scatter.default");
    private static final OpName DIAGONAL_SCATTER = OpName.of("aten.diagonal_scatter.default");
    private static final OpName AS_STRIDED_SCATTER = OpName.of("aten.as_strided_scatter.default");
    private static final OpName VIEW = OpName.of("aten.view.default");
    private static final OpName TRANSPOSE = OpName.of("aten.transpose.int");
    private static final OpName T = OpName.of("aten.t.default");
    private static final OpName PERMUTE = OpName.of("aten.permute.default");
    private static final OpName SQUEEZE = OpName.of("aten.squeeze.dim");
    private static final OpName UNSQUEEZE = OpName.of("aten.unsqueeze.default");

    /** The same view of {@code base}. */
    Arg forward(Arg base, Tracer tracer) {
        List<Arg> values = new ArrayList<>(view.values());
        values.set(0, base);
        Arg result = tracer.lower(view.withValues(values));
        return index < 0 ? result : Tracer.item(result, index);
    }

    /** {@code base} with the part that this view shows replaced by {@code written}. */
    Arg backward(Arg base, Arg written, Tracer tracer) {
        return switch (view.op().packet()) {
            case "aten.alias", "aten.detach" -> written;
            case "aten.slice" -> lower(tracer, SLICE_SCATTER, base, written, view.arg("dim"), view.arg("start"),
                    view.arg("end"), view.arg("step"));
            case "aten.select" -> lower(tracer, SELECT_SCATTER, base, written, view.arg("dim"), view.arg("index"));
            case "aten.diagonal" -> lower(tracer, DIAGONAL_SCATTER, base, written, view.arg("offset"),
                    view.arg("dim1"), view.arg("dim2"));
            case "aten.as_strided" -> lower(tracer, AS_STRIDED_SCATTER, base, written, view.arg("size"),
                    view.arg("stride"), view.arg("storage_offset"));
            case "aten.view", "aten._unsafe_view" -> lower(tracer, VIEW, written, tracer.sizes(base));
            case "aten.transpose" -> lower(tracer, TRANSPOSE, written, view.arg("dim0"), view.arg("dim1"));
            case "aten.t" -> lower(tracer, T, written);
            case "aten.permute" -> lower(tracer, PERMUTE, written, inversePermutation());
            case "aten.unsqueeze" -> lower(tracer, SQUEEZE, written, view.arg("dim"));
            case "aten.squeeze" -> unsqueezed(base, written, tracer);
            case "aten.unbind" -> lower(tracer, SELECT_SCATTER, base, written, view.arg("dim"), Arg.of(index));
            case "aten.split", "aten.split_with_sizes" -> splitScatter(base, written, tracer);
            default -> throw new IllegalArgumentException("a write through " + view.op() + " is not supported");
        };
    }

    private static Arg lower(Tracer tracer, OpName op, Arg... args) {
        return tracer.lower(Call.bind(OpSchemas.standard().find(op).orElseThrow(), List.of(args), Map.of()));
    }

    private Arg inversePermutation() {
        long[] axes = view.integers("dims");
        long[] inverse = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[Dims.axis(axes[i], axes.length)] = i;
        }
        return Arg.ints(inverse);
    }

    private Arg unsqueezed(Arg base, Arg written, Tracer tracer) {
        List<SymExpr> dims = tracer.shape(base).dims();
        Arg result = written;
        for (int axis = 0; axis < dims.size(); axis++) {
            if (dims.get(axis).equals(Dims.ONE) && squeezes(axis, dims.size())) {
                result = lower(tracer, UNSQUEEZE, result, Arg.of(axis));
            }
        }
        return result;
    }

    private boolean squeezes(int axis, int rank) {
        if (!view.declares("dim")) {
            return true;
        }
        List<SymExpr> axes = view.arg("dim") instanceof Arg.ListOf ? view.dims("dim") : List.of(view.dim("dim"));
        return axes.stream().anyMatch(dim -> Dims.axis(dim.constantValue().orElseThrow(), rank) == axis);
    }

    private Arg splitScatter(Arg base, Arg written, Tracer tracer) {
        long start = 0;
        long length;
        if (view.declares("split_sizes")) {
            long[] sizes = view.integers("split_sizes");
            for (int i = 0; i < index; i++) {
                start += sizes[i];
            }
            length = sizes[index];
        } else {
            length = view.integer("split_size");
            start = index * length;
        }
        return lower(tracer, SLICE_SCATTER, base, written, view.arg("dim"), Arg.of(start), Arg.of(start + length));
    }
}
