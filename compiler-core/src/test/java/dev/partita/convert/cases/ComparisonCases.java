package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.tensor;
import static dev.partita.tensor.DType.FLOAT16;

import java.util.ArrayList;
import java.util.List;

/** Comparisons, logic, choice. */
final class ComparisonCases {

    private ComparisonCases() {}

    static List<ConverterCase> all() {
        List<ConverterCase> cases = new ArrayList<>();
        for (String name : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
            cases.add(op("aten." + name + ".Tensor", f32(-3, 4).exactly(0, 1, Double.NaN, 2), f32(4).exactly(0, 1, 1, 1)));
            cases.add(op("aten." + name + ".Tensor", i64(-3, 4), f32(4)).named("mixed types"));
            cases.add(op("aten." + name + ".Tensor", bool(2, 4), bool(4)).named("truth values"));
            cases.add(op("aten." + name + ".Scalar", i64(-3, 4), 2));
            cases.add(op("aten." + name + ".Scalar", i64(3, 4), 0.5).named("integers and a real number"));
        }
        for (String name : List.of("logical_and", "logical_or", "logical_xor")) {
            cases.add(op("aten." + name + ".default", bool(-3, 4), bool(4)));
            cases.add(op("aten." + name + ".default", f32(3, 4).exactly(0, 2), i64(4).exactly(0, 0, 3)).named("numbers"));
        }
        for (String name : List.of("bitwise_and", "bitwise_or", "bitwise_xor")) {
            cases.add(op("aten." + name + ".Tensor", bool(-3, 4), bool(4)));
            cases.add(op("aten." + name + ".Scalar", bool(-3, 4), true));
            cases.add(op("aten." + name + ".Scalar_Tensor", false, bool(-3, 4)));
        }
        cases.addAll(List.of(
                op("aten.logical_not.default", bool(-3, 4)),
                op("aten.logical_not.default", f32(4).exactly(0, 1)).named("numbers"),
                op("aten.bitwise_not.default", bool(-3, 4)),
                op("aten.isnan.default", f32(-4).exactly(0, Double.NaN, Double.POSITIVE_INFINITY)),
                op("aten.isinf.default", f32(-4).exactly(0, Double.NaN, Double.NEGATIVE_INFINITY)),
                op("aten.isnan.default", i64(4)).named("integers"),
                op("aten.where.self", bool(-3, 4), f32(-3, 4), f32(4)),
                op("aten.where.self", bool(3, 4), bool(3, 4), bool(4)).named("truth values"),
                op("aten.where.self", bool(3, 4), f32(4), f32()).named("scalar branch"),
                op("aten.where.self", bool(3, 1), tensor(FLOAT16, 4), f32(3, 4)).named("mixed types"),
                op("aten.where.self", bool(3, 4), i64(3, 4), f32(1).constant()).named("weight branch")));
        return cases;
    }
}
