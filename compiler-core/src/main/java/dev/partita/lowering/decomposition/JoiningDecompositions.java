package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several tensors: stacked, broadcast to one shape, spread to a grid. */
final class JoiningDecompositions {

    private JoiningDecompositions() {}

    static void register(DecompositionTable table) {
        for (int rank = 1; rank <= 3; rank++) {
            int wanted = rank;
            table.composite("aten.atleast_" + rank + "d.default", (call, tracer) ->
                    raised(call.arg("self"), wanted, tracer));
        }
        table.composite("aten.hstack.default", (call, tracer) -> tracer.call("aten.cat.default", call.arg("tensors"),
                Arg.of(tracer.shape(call.items("tensors").getFirst()).rank() <= 1 ? 0 : 1)));
        table.composite("aten.vstack.default", (call, tracer) -> stacked(call, tracer, 2, 0));
        table.composite("aten.dstack.default", (call, tracer) -> stacked(call, tracer, 3, 2));
        table.composite("aten.column_stack.default", JoiningDecompositions::columns);
        table.composite("aten.broadcast_tensors.default", JoiningDecompositions::broadcast);
        table.composite("aten.meshgrid.indexing", JoiningDecompositions::grid);
        table.composite("aten.meshgrid.default", JoiningDecompositions::grid);
        table.composite("aten.cartesian_prod.default", JoiningDecompositions::product);
    }

    /** At least {@code rank} axes: rows in front, depth behind. */
    private static Arg raised(Arg tensor, int rank, Tracer tracer) {
        int own = tracer.shape(tensor).rank();
        if (own >= rank) {
            return tensor;
        }
        if (own == 0) {
            return tracer.call("aten.reshape.default", tensor, Arg.list(Collections.nCopies(rank, Arg.of(1))));
        }
        Arg result = own == 1 ? tracer.call("aten.unsqueeze.default", tensor, Arg.of(0)) : tensor;
        return rank == 3 ? tracer.call("aten.unsqueeze.default", result, Arg.of(-1)) : result;
    }

    private static Arg stacked(Call call, Tracer tracer, int rank, int axis) {
        Arg tensors = Arg.list(call.items("tensors").stream().map(tensor -> raised(tensor, rank, tracer)).toList());
        return tracer.call("aten.cat.default", tensors, Arg.of(axis));
    }

    /** Vectors become columns. */
    private static Arg columns(Call call, Tracer tracer) {
        List<Arg> tensors = new ArrayList<>();
        for (Arg tensor : call.items("tensors")) {
            tensors.add(tracer.shape(tensor).rank() > 1 ? tensor : tracer.call("aten.reshape.default", tensor,
                    Arg.list(List.of(tracer.shape(tensor).rank() == 0 ? Arg.of(1) : tracer.size(tensor, 0), Arg.of(1)))));
        }
        return tracer.call("aten.cat.default", Arg.list(tensors), Arg.of(1));
    }

    private static Arg broadcast(Call call, Tracer tracer) {
        Shape common = Shape.SCALAR;
        for (Arg tensor : call.items("tensors")) {
            common = Dims.broadcast(common, tracer.shape(tensor));
        }
        Arg extents = Arg.sizes(common.dims());
        List<Arg> tensors = new ArrayList<>();
        for (Arg tensor : call.items("tensors")) {
            tensors.add(tracer.shape(tensor).equals(common) ? tensor : tracer.call("aten.expand.default", tensor, extents));
        }
        return Arg.list(tensors);
    }

    private static Arg grid(Call call, Tracer tracer) {
        if (call.declares("indexing") && call.text("indexing").equals("xy")) {
            throw new IllegalArgumentException("meshgrid with indexing='xy'");
        }
        List<Arg> tensors = call.items("tensors");
        List<Arg> extents = tensors.stream().<Arg>map(tensor -> tracer.shape(tensor).rank() == 0
                ? Arg.of(1) : tracer.size(tensor, 0)).toList();
        List<Arg> grids = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            List<Arg> shape = new ArrayList<>(Collections.nCopies(tensors.size(), Arg.of(1)));
            shape.set(i, Arg.of(-1));
            Arg raised = tracer.call("aten.view.default", tensors.get(i), Arg.list(shape));
            grids.add(tracer.call("aten.expand.default", raised, Arg.list(extents)));
        }
        return Arg.list(grids);
    }

    /** All combinations, one a row; of a single tensor just its elements. */
    private static Arg product(Call call, Tracer tracer) {
        List<Arg> tensors = call.items("tensors");
        if (tensors.size() == 1) {
            return tensors.getFirst();
        }
        Arg grids = tracer.call("aten.meshgrid.default", call.arg("tensors"));
        List<Arg> columns = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            columns.add(tracer.call("aten.flatten.using_ints", Tracer.item(grids, i)));
        }
        return tracer.call("aten.stack.default", Arg.list(columns), Arg.of(1));
    }
}
