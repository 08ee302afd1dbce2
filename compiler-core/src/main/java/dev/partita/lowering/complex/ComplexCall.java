package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One call that touches complex tensors, with a way to get each of them as a pair.
 *
 * @param call the program's call; its tensors have complex types
 * @param real makes the calls that replace it
 * @param pairs the pair tensor of a complex one
 */
record ComplexCall(Call call, RealCalls real, UnaryOperator<Node> pairs) {

    OpName op() {
        return call.op();
    }

    boolean isComplex(String name) {
        return Call.specOf(call.arg(name)).filter(spec -> spec.dtype().isComplex()).isPresent();
    }

    boolean isTensor(String name) {
        return Call.specOf(call.arg(name)).isPresent();
    }

    /** The complex argument as a pair tensor. */
    Arg pair(String name) {
        return pair(call.arg(name));
    }

    /** A complex tensor as a pair tensor; a real one gets the imaginary part 0. */
    Arg pair(Arg tensor) {
        Node node = ((Arg.Ref) tensor).node();
        if (Call.specOf(tensor).orElseThrow().dtype().isComplex()) {
            return Arg.of(pairs.apply(node));
        }
        return real.join(tensor, real.call("aten.zeros_like.default", tensor));
    }

    Parts parts(String name) {
        return real.parts(pair(name));
    }

    TensorSpec spec(String name) {
        return call.spec(name);
    }

    /** The same axis of the pair tensor: one counted from the end moves over the axis of the parts. */
    Arg axis(String name) {
        return Arg.of(moved(call.integer(name)));
    }

    /** The same axes of the pair tensor; none given means all. */
    Arg axes(String name) {
        long[] axes = call.integers(name);
        if (axes.length == 0) {
            axes = java.util.stream.LongStream.range(0, call.shape("self").rank()).toArray();
        }
        return Arg.ints(Arrays.stream(axes).map(ComplexCall::moved).toArray());
    }

    private static long moved(long axis) {
        return axis < 0 ? axis - 1 : axis;
    }

    /** Extents followed by one for the parts: 2 when they are kept, 1 when they count repetitions. */
    Arg extents(String name, long ofParts) {
        List<Arg> extents = new ArrayList<>(call.items(name));
        // An open extent would be inferred from the parts, too: the number is the same.
        extents.add(Arg.of(ofParts));
        return Arg.list(extents);
    }

    /** Non-negative axes of the complex tensor. */
    List<Integer> normalAxes(String name) {
        List<Integer> axes = new ArrayList<>();
        for (long axis : call.integers(name)) {
            axes.add(Dims.axis(axis, call.shape("self").rank()));
        }
        return axes;
    }
}
