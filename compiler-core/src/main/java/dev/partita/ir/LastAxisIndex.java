package dev.partita.ir;

import java.util.List;
import java.util.OptionalLong;

/**
 * Python's index {@code [..., i]} on a tensor: one place of its last axis, as {@code _operator.getitem} reads it. Yields
 * what {@code aten.select.int(tensor, -1, i)} does.
 */
public final class LastAxisIndex {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private LastAxisIndex() {}

    public static Arg of(long index) {
        return Arg.list(List.of(Arg.ELLIPSIS, Arg.of(index)));
    }

    /** The place that a call reads; empty for other calls, those that take an item of a tuple among them. */
    public static OptionalLong find(Node node) {
        return node.calls(GETITEM)
                && node.args().get(1) instanceof Arg.ListOf(List<Arg> index)
                && index.size() == 2
                && index.get(0) instanceof Arg.Ellipsis
                && index.get(1) instanceof Arg.Int(long place)
                ? OptionalLong.of(place)
                : OptionalLong.empty();
    }
}
