package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.Map;

/** The negative logarithm of the right class's likelihood; one class may be ignored. */
final class ClassificationLosses {

    private static final Arg ZERO = Arg.of(0);
    private static final int NONE = 0;
    private static final int MEAN = 1;

    private ClassificationLosses() {}

    static void register(DecompositionTable table) {
        table.composite("aten.nll_loss_nd.default", ClassificationLosses::ofAnyRank);
        table.composite("aten.nll_loss.default", (call, tracer) ->
                Tracer.item(tracer.call(call.as("aten.nll_loss_forward.default")), 0));
        table.composite("aten.nll_loss2d.default", (call, tracer) ->
                Tracer.item(tracer.call(call.as("aten.nll_loss2d_forward.default")), 0));
        table.decompose("aten.nll_loss_forward.default", ClassificationLosses::likelihood);
        table.decompose("aten.multi_margin_loss.default", ClassificationLosses::multiMargin);
    }

    static int classAxis(int rank) {
        return rank < 2 ? 0 : 1;
    }

    private static Arg ofAnyRank(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        if (rank == 1 || rank == 2) {
            return tracer.call(call.as("aten.nll_loss.default"));
        }
        if (rank == 4) {
            return tracer.call(call.as("aten.nll_loss2d.default"));
        }
        // All further axes become one; the call is then that of pictures of height 1.
        List<SymExpr> dims = call.shape("self").dims();
        Arg minusOne = Arg.of(-1);
        Arg input = tracer.call("aten.reshape.default", call.arg("self"),
                Arg.list(List.of(new Arg.Sym(dims.get(0)), new Arg.Sym(dims.get(1)), Arg.of(1), minusOne)));
        Arg target = tracer.call("aten.reshape.default", call.arg("target"),
                Arg.list(List.of(new Arg.Sym(dims.get(0)), Arg.of(1), minusOne)));
        Arg loss = tracer.call("aten.nll_loss2d.default", input, target, call.arg("weight"), call.arg("reduction"),
                call.arg("ignore_index"));
        return call.integer("reduction") == NONE
                ? tracer.call("aten.view.default", loss, tracer.sizes(call.arg("target"))) : loss;
    }

    /** Chooses the right class's entry; gives back the loss and the total weight. */
    private static Arg likelihood(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        Arg axis = Arg.of(classAxis(rank));
        Arg target = call.arg("target");
        Arg input = call.arg("self");
        Arg weight = Arg.NONE;
        if (call.has("weight")) {
            SymExpr classes = call.shape("weight").dims().getFirst();
            weight = rank < 2 ? call.arg("weight")
                    : tracer.call("aten.view.default", call.arg("weight"), LossDecompositions.raised(rank, 1, classes));
            input = tracer.call("aten.mul.Tensor", input, weight);
        }
        Arg known = tracer.call("aten.where.ScalarOther", counts(call, tracer), target, ZERO);
        Arg index = tracer.call("aten.unsqueeze.default", known, axis);
        Arg chosen = tracer.call("aten.squeeze.dim", tracer.call("aten.gather.default", input, axis, index), axis);
        Arg negative = tracer.call("aten.neg.default", chosen);
        Arg loss = tracer.call("aten.where.ScalarOther", counts(call, tracer), negative, ZERO);
        if (call.integer("reduction") == NONE && rank > 1) {
            return Arg.list(List.of(loss, tracer.call("aten.new_full.default", input, Arg.list(List.of()), Arg.of(0.0))));
        }
        Arg total;
        if (call.has("weight")) {
            Arg spread = tracer.call("aten.expand.default", weight, tracer.sizes(input));
            Arg weights = tracer.call("aten.squeeze.dim", tracer.call("aten.gather.default", spread, axis, index), axis);
            total = tracer.call("aten.sum.default",
                    tracer.call("aten.where.ScalarOther", counts(call, tracer), weights, ZERO));
        } else {
            DType dtype = tracer.spec(input).dtype();
            total = tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype), "device", tracer.device()),
                    tracer.call("aten.sum.default", counts(call, tracer)));
        }
        if (call.integer("reduction") != NONE) {
            loss = tracer.call("aten.sum.default", loss);
        }
        return Arg.list(List.of(
                call.integer("reduction") == MEAN ? tracer.call("aten.div.Tensor", loss, total) : loss, total));
    }

    /** Where the target is not the ignored class. */
    private static Arg counts(Call call, Tracer tracer) {
        return tracer.call("aten.ne.Scalar", call.arg("target"), call.arg("ignore_index"));
    }

    private static Arg multiMargin(Call call, Tracer tracer) {
        Arg input = tracer.call("aten.atleast_2d.default", call.arg("self"));
        Arg target = tracer.call("aten.unsqueeze.default",
                tracer.call("aten.atleast_1d.default", call.arg("target")), Arg.of(1));
        Arg right = tracer.call("aten.gather.default", input, Arg.of(1), target);
        Arg surplus = tracer.call("aten.add.Tensor", tracer.call("aten.sub.Tensor", call.arg("margin"), right), input);
        Arg loss = tracer.call("aten.clamp_min.default", surplus, ZERO);
        if (call.number("p") != 1) {
            loss = tracer.call("aten.mul.Tensor", loss, loss);
        }
        if (call.has("weight")) {
            Arg weight = tracer.call("aten.atleast_1d.default", call.arg("weight"));
            loss = tracer.call("aten.mul.Tensor", loss,
                    tracer.call("aten.index.Tensor", weight, Arg.list(List.of(target))));
        }
        SymExpr classes = tracer.shape(input).dims().get(1);
        Arg numbers = tracer.call("aten.arange.default", Map.of("device", tracer.device(), "pin_memory", Arg.of(false)),
                new Arg.Sym(classes));
        Arg wrong = tracer.call("aten.ne.Tensor", numbers, target);
        loss = tracer.call("aten.where.ScalarOther", wrong, loss, ZERO);
        if (call.integer("reduction") == NONE) {
            return tracer.call("aten.mean.dim", loss, Arg.ints(1));
        }
        return call.integer("reduction") == MEAN ? tracer.call("aten.mean.default", loss)
                : tracer.call("aten.div.Tensor", tracer.call("aten.sum.default", loss), new Arg.Sym(classes));
    }
}
