package dev.partita.shape.rule;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Operators between complex tensors and real ones. */
final class ComplexNumberRules {

    private ComplexNumberRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten.view_as_complex.default", call -> {
            List<SymExpr> dims = call.shape("self").dims();
            if (call.dtype("self").isComplex() || dims.isEmpty() || !Dims.is(dims.getLast(), 2)) {
                throw new IllegalArgumentException("view_as_complex wants real numbers with a last axis of 2, not "
                        + call.spec("self"));
            }
            return ElementwiseRules.tensor(
                    TypePromotion.toComplex(call.dtype("self")), Shape.of(dims.subList(0, dims.size() - 1)));
        });
        rules.add("aten.view_as_real.default", call -> {
            if (!call.dtype("self").isComplex()) {
                throw new IllegalArgumentException("view_as_real wants complex numbers, not " + call.spec("self"));
            }
            List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
            dims.add(SymExpr.of(2));
            return ElementwiseRules.tensor(TypePromotion.toReal(call.dtype("self")), Shape.of(dims));
        });
        for (String op : List.of("real", "imag")) {
            rules.add("aten." + op + ".default", call -> ElementwiseRules.tensor(
                    TypePromotion.toReal(call.dtype("self")), call.shape("self")));
        }
        rules.add("aten._fft_c2r.default", call -> {
            List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
            long[] axes = call.integers("dim");
            dims.set(Dims.axis(axes[axes.length - 1], dims.size()), call.dim("last_dim_size"));
            return ElementwiseRules.tensor(TypePromotion.toReal(call.dtype("self")), Shape.of(dims));
        });
        rules.add("aten.angle.default", call -> ElementwiseRules.tensor(
                TypePromotion.toFloat(TypePromotion.toReal(call.dtype("self"))), call.shape("self")));
        rules.add("aten.complex.default", call -> paired(call, call.spec("real"), call.spec("imag")));
        rules.add("aten.polar.default", call -> paired(call, call.spec("abs"), call.spec("angle")));
        for (String op : List.of("_conj", "_conj_physical", "resolve_neg")) {
            rules.add("aten." + op + ".default", call -> Value.of(call.spec("self")));
        }
    }

    private static Value paired(Call call, TensorSpec first, TensorSpec second) {
        return ElementwiseRules.tensor(
                TypePromotion.toComplex(first.dtype()), Dims.broadcast(first.shape(), second.shape()));
    }
}
