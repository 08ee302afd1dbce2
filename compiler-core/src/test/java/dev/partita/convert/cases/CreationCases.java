package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.tensor.DType.BOOL;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.INT64;

import java.util.List;

/** Tensors out of nothing, and copies. */
final class CreationCases {

    private CreationCases() {}

    static List<ConverterCase> all() {
        return List.of(
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
