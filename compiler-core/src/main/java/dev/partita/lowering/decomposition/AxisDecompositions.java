package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Axes moved, swapped, reversed, turned. */
final class AxisDecompositions {

    private AxisDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.movedim.int", (call, tracer) -> moved(call, tracer,
                new long[] {call.integer("source")}, new long[] {call.integer("destination")}));
        table.composite("aten.movedim.intlist", (call, tracer) ->
                moved(call, tracer, call.integers("source"), call.integers("destination")));
        for (String name : List.of("swapaxes", "swapdims")) {
            table.composite("aten." + name + ".default", (call, tracer) ->
                    tracer.call("aten.transpose.int", call.values().toArray(Arg[]::new)));
        }
        table.composite("aten.numpy_T.default", AxisDecompositions::reversed);
        table.composite("aten.mT.default", (call, tracer) ->
                tracer.call("aten.transpose.int", call.arg("self"), Arg.of(-2), Arg.of(-1)));
        table.composite("aten.flipud.default", (call, tracer) ->
                tracer.call("aten.flip.default", call.arg("self"), Arg.ints(0)));
        table.composite("aten.fliplr.default", (call, tracer) ->
                tracer.call("aten.flip.default", call.arg("self"), Arg.ints(1)));
        table.decompose("aten.rot90.default", AxisDecompositions::rotated);
    }

    private static Arg moved(Call call, Tracer tracer, long[] sources, long[] destinations) {
        int rank = call.shape("self").rank();
        Arg[] order = new Arg[rank];
        boolean[] taken = new boolean[rank];
        boolean same = true;
        for (int i = 0; i < sources.length; i++) {
            int source = Dims.axis(sources[i], rank);
            int destination = Dims.axis(destinations[i], rank);
            order[destination] = Arg.of(source);
            taken[source] = true;
            same &= source == destination;
        }
        if (same) {
            return call.arg("self");
        }
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (order[axis] == null) {
                while (taken[next]) {
                    next++;
                }
                order[axis] = Arg.of(next++);
            }
        }
        return tracer.call("aten.permute.default", call.arg("self"), Arg.list(List.of(order)));
    }

    private static Arg reversed(Call call, Tracer tracer) {
        List<Arg> order = new ArrayList<>();
        for (int axis = call.shape("self").rank() - 1; axis >= 0; axis--) {
            order.add(Arg.of(axis));
        }
        return tracer.call("aten.permute.default", call.arg("self"), Arg.list(order));
    }

    /** By quarter turns from the first axis towards the second. */
    private static Arg rotated(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        long[] dims = call.integers("dims");
        Arg first = Arg.of(Dims.axis(dims[0], rank));
        Arg second = Arg.of(Dims.axis(dims[1], rank));
        Arg self = call.arg("self");
        return switch ((int) Math.floorMod(call.integer("k"), 4)) {
            case 0 -> tracer.call("aten.clone.default",
                    Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")), self);
            case 1 -> tracer.call("aten.transpose.int",
                    tracer.call("aten.flip.default", self, Arg.list(List.of(second))), first, second);
            case 2 -> tracer.call("aten.flip.default", self, Arg.list(List.of(first, second)));
            default -> tracer.call("aten.transpose.int",
                    tracer.call("aten.flip.default", self, Arg.list(List.of(first))), first, second);
        };
    }
}
