package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cross entropy between logits and classes, which are given by number or by their likelihoods; smoothing gives each
 * class a share of the right one's likelihood.
 */
final class CrossEntropyDecompositions {

    private static final Arg ZERO = Arg.of(0);
    private static final int NONE = 0;
    private static final int MEAN = 1;

    private CrossEntropyDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.cross_entropy_loss.default", CrossEntropyDecompositions::crossEntropy);
    }

    private static Arg crossEntropy(Call call, Tracer tracer) {
        int axis = ClassificationLosses.classAxis(call.shape("self").rank());
        Arg logarithms = tracer.call("aten.log_softmax.int", call.arg("self"), Arg.of(axis), Arg.of(call.dtype("self")));
        if (call.shape("self").equals(call.shape("target"))) {
            return ofLikelihoods(call, logarithms, axis, tracer);
        }
        Arg loss = tracer.call("aten.nll_loss_nd.default", logarithms, call.arg("target"), call.arg("weight"),
                call.arg("reduction"), call.arg("ignore_index"));
        if (call.number("label_smoothing") == 0) {
            return loss;
        }
        Arg shared = tracer.call("aten.mul.Scalar", smoothLoss(call, logarithms, axis, tracer), share(call, axis));
        Arg own = tracer.call("aten.mul.Scalar", loss, Arg.of(1 - call.number("label_smoothing")));
        return tracer.call("aten.add.Tensor", own, shared);
    }

    /** What each class gets of the right one's likelihood. */
    private static Arg share(Call call, int axis) {
        return Arg.of(call.number("label_smoothing") / extent(call.shape("self"), axis));
    }

    private static long extent(Shape shape, int axis) {
        return shape.dim(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("cross entropy of an unknown number of classes"));
    }

    /** The loss if every class were the right one; ignored places count nothing. */
    private static Arg smoothLoss(Call call, Arg logarithms, int axis, Tracer tracer) {
        Arg weighted = call.has("weight") ? tracer.call("aten.mul.Tensor", logarithms, weight(call, axis, tracer)) : logarithms;
        Arg sums = tracer.call("aten.neg.default", tracer.call("aten.sum.dim_IntList", weighted, Arg.ints(axis)));
        Arg ignored = tracer.call("aten.eq.Scalar", call.arg("target"), call.arg("ignore_index"));
        Arg losses = tracer.call("aten.masked_fill.Scalar", sums, ignored, Arg.of(0.0));
        if (call.integer("reduction") == NONE) {
            return losses;
        }
        if (call.integer("reduction") != MEAN) {
            return tracer.call("aten.sum.default", losses);
        }
        Arg total = call.has("weight") ? totalWeight(call, ignored, tracer)
                : tracer.call("aten.sum.default", tracer.call("aten.bitwise_not.default", ignored));
        return tracer.call("aten.div.Tensor", tracer.call("aten.sum.default", losses), total);
    }

    private static Arg totalWeight(Call call, Arg ignored, Tracer tracer) {
        Arg known = tracer.call("aten.masked_fill.Scalar", call.arg("target"), ignored, ZERO);
        Arg weights = tracer.call("aten.gather.default", call.arg("weight"), ZERO,
                tracer.call("aten.flatten.using_ints", known));
        Arg counted = tracer.call("aten.masked_fill.Scalar", weights,
                tracer.call("aten.flatten.using_ints", ignored), ZERO);
        return tracer.call("aten.sum.default", counted);
    }

    private static Arg weight(Call call, int axis, Tracer tracer) {
        List<Arg> extents = new ArrayList<>(Collections.nCopies(call.shape("self").rank(), Arg.of(1)));
        extents.set(axis, tracer.size(call.arg("weight"), 0));
        return tracer.call("aten.view.default", call.arg("weight"), Arg.list(extents));
    }

    private static Arg ofLikelihoods(Call call, Arg logarithms, int axis, Tracer tracer) {
        Arg target = call.arg("target");
        if (call.number("label_smoothing") > 0) {
            Arg kept = tracer.call("aten.mul.Scalar", target, Arg.of(1 - call.number("label_smoothing")));
            target = tracer.call("aten.add.Scalar", kept, share(call, axis));
        }
        boolean spread = call.has("weight") && call.shape("self").rank() > 1;
        Arg weight = spread ? weight(call, axis, tracer) : call.arg("weight");
        Arg products = tracer.call("aten.mul.Tensor", logarithms, target);
        if (call.has("weight")) {
            products = tracer.call("aten.mul.Tensor", products, weight);
        }
        if (call.integer("reduction") == NONE) {
            return tracer.call("aten.neg.default", tracer.call("aten.sum.dim_IntList", products, Arg.ints(axis)));
        }
        Arg sum = tracer.call("aten.neg.default", tracer.call("aten.sum.default", products));
        if (call.integer("reduction") != MEAN) {
            return sum;
        }
        Shape shape = call.shape("self");
        long count = Dims.product(shape.dims()).constantValue().orElseThrow() / extent(shape, axis);
        return tracer.call("aten.div.Scalar", sum, Arg.of(count));
    }
}
