package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;

import java.util.ArrayList;
import java.util.List;

/** Functions of one number and activations. */
final class UnaryCases {

    private UnaryCases() {}

    static List<ConverterCase> all() {
        List<ConverterCase> cases = new ArrayList<>();
        for (String name : List.of("exp", "sin", "cos", "tan", "sinh", "cosh", "asinh", "atan", "erf", "expm1")) {
            cases.add(op("aten." + name + ".default", f32(-3, 4)));
            cases.add(op("aten." + name + ".default", i32(4).integers(-2, 3)).named("integers"));
            cases.add(op("aten." + name + ".default", f32(3, 4)).in(FLOAT16).within(1e-2));
            cases.add(op("aten." + name + ".default", f32(3, 4)).in(BFLOAT16).within(5e-2));
        }
        for (String name : List.of("log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal")) {
            cases.add(op("aten." + name + ".default", f32(-3, 4).between(0.1, 5)));
            cases.add(op("aten." + name + ".default", i64(4).integers(1, 9)).named("integers"));
        }
        for (String name : List.of("asin", "acos", "atanh")) {
            cases.add(op("aten." + name + ".default", f32(-3, 4).between(-0.9, 0.9)));
        }
        cases.add(op("aten.acosh.default", f32(-3, 4).between(1, 5)));
        for (String name : List.of("ceil", "floor", "round", "trunc", "abs", "sign", "neg")) {
            cases.add(op("aten." + name + ".default", f32(-6).exactly(-2.5, -1.5, -0.2, 0, 0.5, 1.5)));
            cases.add(op("aten." + name + ".default", i64(6)).named("integers"));
        }
        cases.add(op("aten.sign.default", bool(4)).named("truth values"));
        for (String name : List.of("relu", "sigmoid", "tanh", "leaky_relu", "elu", "softplus", "hardsigmoid", "hardtanh", "gelu")) {
            cases.addAll(over(op("aten." + name + ".default", f32(-3, 8).between(-5, 5)), FLOAT32, FLOAT16, BFLOAT16));
        }
        cases.addAll(List.of(
                op("aten.atan2.default", f32(-5, 3).exactly(0, 1, -1, 2, -2), f32(3).exactly(1, 0, -1)),
                op("aten.atan2.default", f32(8), f32(8)).named("all quadrants"),
                op("aten.relu.default", i64(6)).named("integers"),
                op("aten.relu.default", f32()).named("rank 0"),
                op("aten.sigmoid.default", i64(6)).named("integers"),
                op("aten.leaky_relu.default", f32(-3, 4), 0.2).named("slope"),
                op("aten.elu.default", f32(-3, 4), 0.7, 1.3).named("scale"),
                op("aten.elu.default", f32(-3, 4), 0.7, 1.3, 0.5).named("input scale"),
                op("aten.elu.default", f32(-3, 4), 1.6732632423543772, 1.0507009873554805).named("selu"),
                op("aten.softplus.default", f32(-3, 4).between(-30, 200), 0.5, 10).named("beta and threshold"),
                op("aten.hardtanh.default", f32(-3, 4), -0.5, 6.0).named("bounds"),
                op("aten.gelu.default", f32(-3, 4)).with("approximate", "tanh").named("tanh"),
                op("aten._prelu_kernel.default", f32(-2, 3, 4), f32(1, 3, 1).constant())));
        return cases;
    }
}
