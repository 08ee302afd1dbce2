package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code torch.gradient}: differences of neighbours along each axis, at equal distances or at places that a tensor gives. The
 * order of the calls is torch's, which evaluates some arguments from the last to the first.
 */
final class GradientDecompositions {

    private GradientDecompositions() {}

    static void register(DecompositionTable table) {
        for (String overload : List.of("array", "scalararray", "scalarint", "scalarrayarray", "scalarrayint")) {
            table.composite("aten.gradient." + overload, GradientDecompositions::atEqualDistances);
        }
        for (String overload : List.of("tensorarray", "tensorarrayint")) {
            table.composite("aten.gradient." + overload, GradientDecompositions::atPlaces);
        }
    }

    private static Arg atEqualDistances(Call call, Tracer tracer) {
        List<Integer> axes = axes(call);
        List<Arg> gradients = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            Arg distance = !call.declares("spacing") || !call.has("spacing") ? Arg.of(1.0)
                    : call.arg("spacing") instanceof Arg.ListOf(List<Arg> each) ? each.get(i) : call.arg("spacing");
            gradients.add(evenly(new Line(call.arg("self"), axes.get(i), tracer), distance, curved(call)));
        }
        return Arg.list(gradients);
    }

    private static Arg atPlaces(Call call, Tracer tracer) {
        List<Integer> axes = axes(call);
        List<Arg> gradients = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            Arg distances = tracer.call("aten.diff.default", call.items("spacing").get(i), Arg.of(1), Arg.of(0));
            Line line = new Line(call.arg("self"), axes.get(i), tracer);
            Arg middle = middle(line, distances);
            Arg first = first(new End(line, distances, 0, 1), curved(call));
            Arg last = last(new End(line, distances, -1, -2), curved(call));
            gradients.add(line.joined(first, middle, last));
        }
        return Arg.list(gradients);
    }

    private static List<Integer> axes(Call call) {
        int rank = call.shape("self").rank();
        if (!call.has("dim")) {
            return IntStream.range(0, rank).boxed().toList();
        }
        List<Integer> axes = new ArrayList<>();
        for (Arg axis : call.arg("dim") instanceof Arg.ListOf(List<Arg> several) ? several : List.of(call.arg("dim"))) {
            axes.add(Dims.axis(Call.dimOf(axis).constantValue().orElseThrow(), rank));
        }
        return axes;
    }

    /** Whether the ends follow a parabola through three points instead of a line through two. */
    private static boolean curved(Call call) {
        return switch (Math.toIntExact(call.integer("edge_order"))) {
            case 1 -> false;
            case 2 -> true;
            default -> throw new IllegalArgumentException("a gradient with edges of order " + call.integer("edge_order"));
        };
    }

    /** One axis of a tensor, and arithmetic on what lies along it. */
    private record Line(Arg self, int axis, Tracer tracer) {

        Arg piece(long start, long end) {
            return tracer.call("aten.slice.Tensor", self, Arg.of(axis), Arg.of(start), Arg.of(end));
        }

        Arg from(long start) {
            return tracer.call("aten.slice.Tensor", self, Arg.of(axis), Arg.of(start));
        }

        Arg joined(Arg first, Arg middle, Arg last) {
            return tracer.call("aten.cat.default", Arg.list(List.of(first, middle, last)), Arg.of(axis));
        }

        Arg rise(Arg low, Arg high) {
            return minus(high, low);
        }

        Arg plus(Arg left, Arg right) {
            return tracer.call("aten.add.Tensor", left, right);
        }

        Arg minus(Arg left, Arg right) {
            return tracer.call("aten.sub.Tensor", left, right);
        }

        Arg times(Arg left, Arg right) {
            return tracer.call(right instanceof Arg.Ref ? "aten.mul.Tensor" : "aten.mul.Scalar", left, right);
        }

        Arg over(Arg left, Arg right) {
            return tracer.call(right instanceof Arg.Ref ? "aten.div.Tensor" : "aten.div.Scalar", left, right);
        }

        Arg negative(Arg value) {
            return tracer.call("aten.neg.default", value);
        }
    }

    private static Arg evenly(Line line, Arg distance, boolean curved) {
        Arg middle = line.over(line.rise(line.piece(0, -2), line.from(2)), distance);
        Arg first = line.over(curved ? firstOfParabola(line) : line.rise(line.piece(0, 1), line.piece(1, 2)), distance);
        Arg last = line.over(curved ? lastOfParabola(line) : line.rise(line.piece(-2, -1), line.from(-1)), distance);
        return line.joined(first, line.over(middle, Arg.of(2)), last);
    }

    private static Arg firstOfParabola(Line line) {
        Arg third = line.times(line.piece(2, 3), Arg.of(0.5));
        Arg second = line.times(line.piece(1, 2), Arg.of(2));
        Arg first = line.times(line.piece(0, 1), Arg.of(-1.5));
        return line.minus(line.plus(first, second), third);
    }

    private static Arg lastOfParabola(Line line) {
        Arg last = line.times(line.from(-1), Arg.of(1.5));
        Arg second = line.times(line.piece(-2, -1), Arg.of(2));
        Arg third = line.times(line.piece(-3, -2), Arg.of(0.5));
        return line.plus(line.minus(third, second), last);
    }

    /** Each inner point and its neighbours, weighted by the distances to these. */
    private static Arg middle(Line line, Arg distances) {
        Line steps = new Line(distances, 0, line.tracer);
        Arg before = steps.piece(0, -1);
        Arg behind = steps.from(1);
        Arg sum = line.times(before, line.plus(before, behind));
        Arg low = along(line, line.over(line.negative(behind), sum));
        Arg product = line.times(before, behind);
        Arg here = along(line, line.over(line.minus(behind, before), product));
        Arg high = along(line, line.over(before, line.times(behind, line.plus(before, behind))));
        Arg upper = line.times(high, line.from(2));
        Arg inner = line.times(here, line.piece(1, -1));
        return line.plus(line.plus(line.times(low, line.piece(0, -2)), inner), upper);
    }

    /** Weights as a tensor that has extent 1 along all other axes. */
    private static Arg along(Line line, Arg weights) {
        List<Arg> extents = new ArrayList<>(Collections.nCopies(line.tracer.shape(line.self).rank(), Arg.of(1)));
        extents.set(line.axis, Arg.of(-1));
        return line.tracer.call("aten.reshape.default", weights, Arg.list(extents));
    }

    private static Arg first(End end, boolean curved) {
        Line line = end.line;
        if (!curved) {
            Arg distance = end.near();
            return line.over(line.rise(line.piece(0, 1), line.piece(1, 2)), distance);
        }
        Arg own = end.own(true, Arg.of(2.0));
        Arg neighbour = end.neighbour(false);
        Arg third = line.times(end.farthest(true), line.piece(2, 3));
        Arg second = line.times(neighbour, line.piece(1, 2));
        return line.plus(line.plus(line.times(own, line.piece(0, 1)), second), third);
    }

    private static Arg last(End end, boolean curved) {
        Line line = end.line;
        if (!curved) {
            Arg distance = end.near();
            return line.over(line.rise(line.piece(-2, -1), line.from(-1)), distance);
        }
        Arg farthest = end.farthest(false);
        Arg neighbour = end.neighbour(true);
        Arg last = line.times(end.own(false, Arg.of(2)), line.from(-1));
        Arg second = line.times(neighbour, line.piece(-2, -1));
        return line.plus(line.plus(line.times(farthest, line.piece(-3, -2)), second), last);
    }

    /** One end of a line with the two distances next to it, and the weights of the three points of a parabola there. */
    private record End(Line line, Arg distances, long nearest, long next) {

        Arg near() {
            return at(nearest);
        }

        private Arg far() {
            return at(next);
        }

        private Arg at(long place) {
            return line.tracer.call("aten.select.int", distances, Arg.of(0), Arg.of(place));
        }

        private Arg both() {
            Arg far = far();
            return line.plus(near(), far);
        }

        /** Of the point at the end. */
        Arg own(boolean negative, Arg two) {
            Arg both = both();
            Arg product = line.times(near(), both);
            Arg far = far();
            return quotient(line.plus(line.times(near(), two), far), product, negative);
        }

        Arg neighbour(boolean negative) {
            Arg far = far();
            Arg product = line.times(near(), far);
            return quotient(both(), product, negative);
        }

        Arg farthest(boolean negative) {
            Arg both = both();
            Arg product = line.times(far(), both);
            return quotient(near(), product, negative);
        }

        private Arg quotient(Arg above, Arg below, boolean negative) {
            return line.over(negative ? line.negative(above) : above, below);
        }
    }
}
