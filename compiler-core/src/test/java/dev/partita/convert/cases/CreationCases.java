package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.size;
import static dev.partita.tensor.DType.BOOL;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.INT64;

import java.util.List;

/** Tensors out of nothing, and copies. */
final class CreationCases {

    private CreationCases() {}

    static List<ConverterCase> all() {
        return List.of(
                op("aten.full.default", list(2, 3), 2.5),
                op("aten.full.default", list(size(4), 3), 7).with("dtype", INT64).beside(f32(-4)).named("symbolic"),
                op("aten.full.default", list(), true).named("truth value of rank 0"),
                op("aten.scalar_tensor.default", 2.5),
                op("aten.arange.start_step", 0, 10, 3),
                op("aten.arange.start_step", 2, size(4, 2)).beside(f32(-4)).named("symbolic"),
                op("aten.arange.start_step", 0.5, 3.0, 0.25).named("real"),
                op("aten.arange.start_step", 10, 0, -3).with("dtype", FLOAT16).named("backwards, half"),
                op("aten.arange.start_step", 0, 5000).named("long"),
                op("aten.native_dropout.default", f32(-2, 3), 0.5, false),
                op("aten.detach.default", f32(-2, 3)),
                op("aten.alias.default", f32(-2, 3)),
                op("aten.lift_fresh_copy.default", f32(-2, 3)),
                op("aten.full_like.default", f32(-2, 3), 2.5),
                op("aten.full_like.default", f32(-2, 3), 1).with("dtype", BOOL).named("truth values"),
                op("aten.clone.default", f32(-2, 3)),
                op("aten._to_copy.default", f32(-2, 3)).with("dtype", FLOAT16),
                op("aten._to_copy.default", f32(2, 3).exactly(0, 0.5, -2.7)).with("dtype", INT64).named("real to integer"),
                op("aten._to_copy.default", i64(2, 3).exactly(0, 5, -2)).with("dtype", BOOL).named("integer to truth"),
                op("aten._to_copy.default", bool(2, 3)).with("dtype", FLOAT16).named("truth to half"),
                op("aten.copy.default", f32(-2, 3), i64(3)));
    }
}
