package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code tensor_split} at places that a tensor gives: each place is read from it, and slices go from place to place. How long
 * these are, only the program's own results tell; without them, or where the tensor says into how many parts, it gives up.
 */
final class TensorSplitDecomposition {

    private static final OpName READ = OpName.of("aten._local_scalar_dense.default");
    private static final OpName SLICE = OpName.of("aten.slice.Tensor");

    private TensorSplitDecomposition() {}

    static void register(DecompositionTable table) {
        table.composite("aten.tensor_split.tensor_indices_or_sections", TensorSplitDecomposition::split);
    }

    private static Arg split(Call call, Tracer tracer) {
        Arg places = call.arg("tensor_indices_or_sections");
        if (tracer.shape(places).rank() != 1 || !(tracer.known() instanceof Value.Tuple(List<Value> pieces))) {
            throw new IllegalArgumentException("tensor_split into as many pieces as a tensor says");
        }
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        if (!(tracer.call("aten.unbind.int", places) instanceof Arg.ListOf(List<Arg> items)) || items.size() + 1 != pieces.size()) {
            throw new IllegalArgumentException("tensor_split at " + tracer.shape(places) + " places into " + pieces.size());
        }
        int firstExtent = firstExtent(pieces, axis);
        List<Arg> bounds = new ArrayList<>();
        bounds.add(Arg.of(0));
        for (int i = 0; i < items.size(); i++) {
            // The program numbered what it read right before it numbered the extents that come of it.
            bounds.add(tracer.keep(bind(READ, items.get(i)),
                    new Value.SymInt(tracer.unbackedAgain(firstExtent - items.size() + i))));
        }
        bounds.add(new Arg.Sym(call.shape("self").dims().get(axis)));
        List<Arg> results = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Call slice = bind(SLICE, call.arg("self"), Arg.of(axis), bounds.get(i), bounds.get(i + 1));
            Arg piece = tracer.keep(slice, pieces.get(i));
            tracer.aliases().recordView(slice, piece);
            results.add(piece);
        }
        return Arg.list(results);
    }

    private static Call bind(OpName op, Arg... args) {
        return Call.bind(OpSchemas.standard().find(op).orElseThrow(), List.of(args), Map.of());
    }

    /** The number of the first symbol that stands for the extent of a piece. */
    private static int firstExtent(List<Value> pieces, int axis) {
        for (Value piece : pieces) {
            if (piece instanceof Value.Tensor(TensorSpec spec)
                    && spec.shape().dims().get(axis) instanceof SymExpr.Symbol symbol && symbol.isUnbacked()) {
                return UnbackedNumbers.numberOf(symbol).orElseThrow();
            }
        }
        throw new IllegalArgumentException("tensor_split at places that the program knows");
    }
}
