package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Losses: how far two tensors lie apart, element by element or reduced to one number.
 *
 * <p>Torch implements the composite ones in C++, where the compiler evaluates the right operand of an expression first.
 */
final class LossDecompositions {

    private static final Arg ZERO = Arg.of(0);
    private static final Arg ONE = Arg.of(1);
    private static final Arg SCALAR = Arg.list(List.of());

    /** How torch numbers its choices of reduction. */
    private static final int MEAN = 1;
    private static final int SUM = 2;

    private LossDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.binary_cross_entropy.default", LossDecompositions::crossEntropyOfTwo);
        table.decompose("aten.binary_cross_entropy_with_logits.default", LossDecompositions::crossEntropyOfTwoLogits);
        table.decompose("aten.smooth_l1_loss.default", LossDecompositions::smoothDistance);
        table.decompose("aten.huber_loss.default", LossDecompositions::huber);
        table.decompose("aten.soft_margin_loss.default", (call, tracer) -> {
            Arg product = tracer.call("aten.mul.Tensor", tracer.call("aten.neg.default", call.arg("self")), call.arg("target"));
            return reduced(call, tracer.call("aten.log1p.default", tracer.call("aten.exp.default", product)), tracer);
        });
        table.composite("aten.margin_ranking_loss.default", LossDecompositions::ranking);
        table.composite("aten.hinge_embedding_loss.default", LossDecompositions::hinge);
        table.composite("aten.cosine_embedding_loss.default", LossDecompositions::cosine);
        table.composite("aten.triplet_margin_loss.default", LossDecompositions::triplet);
        table.composite("aten.poisson_nll_loss.default", LossDecompositions::poisson);
        table.composite("aten.multilabel_margin_loss.default", (call, tracer) -> Tracer.item(tracer.keep(
                call.as("aten.multilabel_margin_loss_forward.default"), new Value.Tuple(List.of(tracer.known(),
                        Value.of(new TensorSpec(call.dtype("self"), call.shape("target")))))), 0));
        table.composite("aten.kl_div.default", LossDecompositions::divergence);
        table.decompose("aten.mse_loss.default", (call, tracer) -> reduced(call, tracer.call("aten.pow.Tensor_Scalar",
                tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target")), Arg.of(2)), tracer));
        table.composite("aten.l1_loss.default", (call, tracer) -> reduced(call, tracer.call("aten.abs.default",
                tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target"))), tracer));
    }

    static Arg reduced(Call call, Arg loss, Tracer tracer) {
        return switch ((int) call.integer("reduction")) {
            case MEAN -> tracer.call("aten.mean.default", loss);
            case SUM -> tracer.call("aten.sum.default", loss);
            default -> loss;
        };
    }

    private static Arg weighted(Call call, Arg loss, Tracer tracer) {
        return call.has("weight") ? tracer.call("aten.mul.Tensor", loss, call.arg("weight")) : loss;
    }

    /** {@code (y - 1) max(log(1 - x), -100) - y max(log x, -100)}. */
    private static Arg crossEntropyOfTwo(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg y = call.arg("target");
        Arg rest = tracer.call("aten.sub.Tensor", y, ONE);
        Arg no = atLeast100(tracer.call("aten.log1p.default", tracer.call("aten.neg.default", x)), x, tracer);
        Arg first = tracer.call("aten.mul.Tensor", rest, no);
        Arg yes = atLeast100(tracer.call("aten.log.default", x), x, tracer);
        Arg loss = tracer.call("aten.sub.Tensor", first, tracer.call("aten.mul.Tensor", y, yes));
        return reduced(call, weighted(call, loss, tracer), tracer);
    }

    private static Arg atLeast100(Arg logarithm, Arg like, Tracer tracer) {
        return tracer.call("aten.maximum.default", logarithm,
                tracer.call("aten.new_full.default", like, SCALAR, Arg.of(-100)));
    }

    /** {@code (1 - y) x - log_sigmoid(x)}; a weight of the positive class scales the logarithm. */
    private static Arg crossEntropyOfTwoLogits(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg y = call.arg("target");
        Arg factor = Arg.NONE;
        if (call.has("pos_weight")) {
            Arg surplus = tracer.call("aten.sub.Tensor", call.arg("pos_weight"), ONE);
            factor = tracer.call("aten.add.Tensor", tracer.call("aten.mul.Tensor", surplus, y), ONE);
        }
        Arg rest = tracer.call("aten.sub.Tensor", ONE, y);
        Arg first = tracer.call("aten.mul.Tensor", rest, x);
        Arg logarithm = tracer.call("aten.log_sigmoid.default", x);
        if (!factor.equals(Arg.NONE)) {
            logarithm = tracer.call("aten.mul.Tensor", factor, logarithm);
        }
        Arg loss = weighted(call, tracer.call("aten.sub.Tensor", first, logarithm), tracer);
        if (tracer.spec(loss).dtype() != call.dtype("target")) {
            loss = tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(call.dtype("target"))), loss);
        }
        return reduced(call, loss, tracer);
    }

    /** A parabola near 0, a line beyond {@code beta}. */
    private static Arg smoothDistance(Call call, Tracer tracer) {
        Arg distance = tracer.call("aten.abs.default",
                tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target")));
        Arg near = tracer.call("aten.lt.Scalar", distance, call.arg("beta"));
        Arg square = tracer.call("aten.mul.Tensor",
                tracer.call("aten.pow.Tensor_Scalar", distance, Arg.of(2)), Arg.of(0.5));
        Arg parabola = tracer.call("aten.div.Tensor", square, call.arg("beta"));
        Arg line = tracer.call("aten.sub.Tensor", distance, Arg.of(0.5 * call.number("beta")));
        return reduced(call, tracer.call("aten.where.self", near, parabola, line), tracer);
    }

    private static Arg huber(Call call, Tracer tracer) {
        Arg distance = tracer.call("aten.abs.default",
                tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target")));
        Arg near = tracer.call("aten.lt.Scalar", distance, call.arg("delta"));
        Arg half = tracer.call("aten.mul.Tensor", distance, Arg.of(0.5));
        Arg parabola = tracer.call("aten.mul.Tensor", half, distance);
        Arg line = tracer.call("aten.mul.Tensor",
                tracer.call("aten.sub.Tensor", distance, Arg.of(0.5 * call.number("delta"))), call.arg("delta"));
        return reduced(call, tracer.call("aten.where.self", near, parabola, line), tracer);
    }

    private static Arg ranking(Call call, Tracer tracer) {
        Arg difference = tracer.call("aten.sub.Tensor", call.arg("input1"), call.arg("input2"));
        Arg product = tracer.call("aten.mul.Tensor", tracer.call("aten.neg.default", call.arg("target")), difference);
        Arg loss = tracer.call("aten.clamp_min.default",
                tracer.call("aten.add.Scalar", product, call.arg("margin")), ZERO);
        return reduced(call, loss, tracer);
    }

    private static Arg hinge(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg y = call.arg("target");
        Arg zeros = tracer.call("aten.zeros_like.default", x);
        Arg distance = tracer.call("aten.clamp_min.default",
                tracer.call("aten.rsub.Scalar", x, call.arg("margin")), ZERO);
        Arg far = tracer.call("aten.where.self", tracer.call("aten.ne.Scalar", y, ONE), distance, zeros);
        Arg near = tracer.call("aten.where.self", tracer.call("aten.ne.Scalar", y, Arg.of(-1)), x, zeros);
        return reduced(call, tracer.call("aten.add.Tensor", far, near), tracer);
    }

    /** 1 less the cosine for pairs that belong together, the cosine above the margin for others. */
    private static Arg cosine(Call call, Tracer tracer) {
        Arg x = call.arg("input1");
        Arg y = call.arg("input2");
        Arg axis = Arg.ints(call.shape("target").rank());
        Arg tiny = Arg.of(1e-12);
        Arg products = tracer.call("aten.sum.dim_IntList", tracer.call("aten.mul.Tensor", x, y), axis);
        Arg xLength = tracer.call("aten.add.Scalar", tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.mul.Tensor", x, x), axis), tiny);
        Arg yLength = tracer.call("aten.add.Scalar", tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.mul.Tensor", y, y), axis), tiny);
        Arg root = tracer.call("aten.sqrt.default", tracer.call("aten.mul.Tensor", xLength, yLength));
        Arg cosine = tracer.call("aten.div.Tensor", products, root);
        Arg zeros = tracer.call("aten.zeros_like.default", cosine);
        Arg together = tracer.call("aten.rsub.Scalar", cosine, ONE);
        Arg apart = tracer.call("aten.clamp_min.default",
                tracer.call("aten.sub.Scalar", cosine, call.arg("margin")), ZERO);
        Arg yes = tracer.call("aten.where.self", tracer.call("aten.eq.Scalar", call.arg("target"), ONE), together, zeros);
        Arg no = tracer.call("aten.where.self",
                tracer.call("aten.eq.Scalar", call.arg("target"), Arg.of(-1)), apart, zeros);
        return reduced(call, tracer.call("aten.add.Tensor", yes, no), tracer);
    }

    private static Arg triplet(Call call, Tracer tracer) {
        Arg near = distance(call, "anchor", "positive", tracer);
        Arg far = distance(call, "anchor", "negative", tracer);
        if (call.flag("swap")) {
            far = tracer.call("aten.minimum.default", far, distance(call, "positive", "negative", tracer));
        }
        Arg surplus = tracer.call("aten.sub.Tensor", tracer.call("aten.add.Scalar", near, call.arg("margin")), far);
        return reduced(call, tracer.call("aten.clamp_min.default", surplus, ZERO), tracer);
    }

    private static Arg distance(Call call, String from, String to, Tracer tracer) {
        return tracer.call("aten.pairwise_distance.default",
                call.arg(from), call.arg(to), call.arg("p"), call.arg("eps"));
    }

    private static Arg poisson(Call call, Tracer tracer) {
        Arg x = call.arg("input");
        Arg y = call.arg("target");
        Arg loss;
        if (call.flag("log_input")) {
            Arg product = tracer.call("aten.mul.Tensor", y, x);
            loss = tracer.call("aten.sub.Tensor", tracer.call("aten.exp.default", x), product);
        } else {
            Arg logarithm = tracer.call("aten.log.default", tracer.call("aten.add.Scalar", x, call.arg("eps")));
            loss = tracer.call("aten.sub.Tensor", x, tracer.call("aten.mul.Tensor", y, logarithm));
        }
        return reduced(call, call.flag("full") ? tracer.call("aten.add.Tensor", loss, stirling(y, tracer)) : loss, tracer);
    }

    /** {@code y log y - y + log(2 pi y) / 2} where {@code y > 1}. */
    private static Arg stirling(Arg y, Tracer tracer) {
        Arg logarithm = tracer.call("aten.log.default", tracer.call("aten.mul.Scalar", y, Arg.of(2 * Math.PI)));
        Arg half = tracer.call("aten.mul.Scalar", logarithm, Arg.of(0.5));
        Arg product = tracer.call("aten.mul.Tensor", y, tracer.call("aten.log.default", y));
        Arg term = tracer.call("aten.add.Tensor", tracer.call("aten.sub.Tensor", product, y), half);
        return tracer.call("aten.masked_fill.Scalar", term, tracer.call("aten.le.Scalar", y, Arg.of(1)), Arg.of(0));
    }

    /** {@code y (log y - x)}, with {@code y} or its logarithm given. */
    private static Arg divergence(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg y = call.arg("target");
        Arg loss;
        if (call.flag("log_target")) {
            Arg difference = tracer.call("aten.sub.Tensor", y, x);
            loss = tracer.call("aten.mul.Tensor", tracer.call("aten.exp.default", y), difference);
        } else {
            Arg product = tracer.call("aten.mul.Tensor", y, x);
            loss = tracer.call("aten.sub.Tensor", tracer.call("aten.xlogy.Tensor", y, y), product);
        }
        return reduced(call, loss, tracer);
    }

    /** Extents of 1, with one of them replaced. */
    static Arg raised(int rank, int axis, SymExpr extent) {
        List<Arg> extents = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            extents.add(i == axis ? new Arg.Sym(extent) : ONE);
        }
        return Arg.list(extents);
    }
}
