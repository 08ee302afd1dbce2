package dev.partita.shape.rule;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.List;

/** Operators that make tensors out of numbers. */
final class CreationRules {

    private CreationRules() {}

    static void register(ShapeRules rules) {
        rules.add("aten.full.default", call -> created(call, "size", ofNumber(call.arg("fill_value"))));
        rules.add("aten.scalar_tensor.default", call -> ElementwiseRules.tensor(
                call.dtypeArgument().orElse(DType.FLOAT32), Shape.SCALAR));
        for (String op : List.of("empty.memory_format", "zeros.default", "ones.default", "rand.default", "randn.default")) {
            rules.add("aten." + op, call -> created(call, "size", DType.FLOAT32));
        }
        for (String op : List.of("zeros_like.default", "ones_like.default", "empty_like.default", "full_like.default",
                "rand_like.default", "randn_like.default")) {
            rules.add("aten." + op, call -> ElementwiseRules.tensor(
                    call.dtypeArgument().orElse(call.dtype("self")), call.shape("self")));
        }
        rules.add("aten.arange.start_step", CreationRules::range);
    }

    private static Value created(Call call, String size, DType dtype) {
        return ElementwiseRules.tensor(call.dtypeArgument().orElse(dtype), Shape.of(call.dims(size)));
    }

    private static Value range(Call call) {
        boolean real = call.values().subList(0, 3).stream().anyMatch(bound -> bound instanceof Arg.Float);
        DType dtype = call.dtypeArgument().orElse(real ? DType.FLOAT32 : DType.INT64);
        if (real) {
            double count = Math.ceil((call.number("end") - call.number("start")) / call.number("step"));
            return ElementwiseRules.tensor(dtype, Shape.of((long) count));
        }
        SymExpr span = Dims.subtract(call.dim("end"), call.dim("start"));
        long step = call.integer("step");
        SymExpr count = step < 0
                ? Dims.ceilDivide(Dims.multiply(span, -1), -step) : Dims.ceilDivide(span, step);
        return ElementwiseRules.tensor(dtype, Shape.of(List.of(count)));
    }

    private static DType ofNumber(Arg number) {
        return switch (number) {
            case Arg.Bool value -> DType.BOOL;
            case Arg.Int value -> DType.INT64;
            case Arg.Complex value -> DType.COMPLEX64;
            default -> DType.FLOAT32;
        };
    }
}
