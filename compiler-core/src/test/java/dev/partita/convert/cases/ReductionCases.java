package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;

import java.util.List;

/** Sums, means, extrema. */
final class ReductionCases {

    private ReductionCases() {}

    static List<ConverterCase> all() {
        return Cases.all(
                over(op("aten.sum.dim_IntList", f32(-2, 3, 4), list(-1, 1), true), FLOAT32, FLOAT16, BFLOAT16),
                over(op("aten.mean.dim", f32(-2, 3, 4), list(-1, -2)), FLOAT32, FLOAT16, BFLOAT16),
                List.of(
                        op("aten.sum.default", f32(-2, 3)),
                        op("aten.sum.default", bool(2, 3)).named("truth values"),
                        op("aten.sum.default", i32(2, 3)).named("integers"),
                        op("aten.sum.dim_IntList", f32(2, 3), null).named("all axes"),
                        op("aten.sum.dim_IntList", f32(2, 3), list(0)).with("dtype", FLOAT16).named("to half"),
                        op("aten.sum.default", f32()).named("rank 0"),
                        op("aten.mean.default", f32(-2, 3)),
                        op("aten.mean.dim", f32(-2, 3, 4), list(1), true).named("keeps axes"),
                        op("aten.prod.default", f32(-2, 3)),
                        op("aten.prod.dim_int", f32(-2, 3), 1, true),
                        op("aten.prod.dim_int", i64(2, 3), -1).named("integers"),
                        op("aten.amax.default", f32(-2, 3, 4), list(0, -1)),
                        op("aten.amin.default", f32(-2, 3), list(), true).named("all axes"),
                        op("aten.amax.default", i64(2, 3), list(1)).named("integers"),
                        op("aten.max.default", f32(-2, 3)),
                        op("aten.min.default", i64(2, 3)),
                        op("aten.max.dim", f32(-2, 7), 1).comparing(0, 1),
                        op("aten.max.dim", f32(-2, 7, 2), 1, true).comparing(0, 1).named("keeps axes"),
                        op("aten.min.dim", i64(2, 3).exactly(5, 1, 7, 0, 9, 4), -1).comparing(0, 1).named("integers"),
                        op("aten.max.dim", f32(7), 0).comparing(0, 1).named("vector"),
                        op("aten.argmax.default", f32(-2, 7), 1),
                        op("aten.argmax.default", f32(2, 7)).named("flat"),
                        op("aten.argmin.default", f32(2, 7), 0, true).named("keeps axes"),
                        op("aten.argmin.default", i32(7).exactly(5, 1, 7, 0, 9, 4, 8), 0).named("integers"),
                        op("aten.any.default", bool(-2, 3)),
                        op("aten.mean.dim", f32(-2, 3, 4), list(-1, 0), true).named("negative axis kept"),
                        op("aten.sum.dim_IntList", f32(0, 3), list(0)).named("nothing"),
                        op("aten.any.dim", f32(2, 3).exactly(0, 0, 0, 0, 2, 0), 1, true).named("numbers"),
                        op("aten.any.dims", bool(-2, 3, 4), list(0, 2)),
                        op("aten.all.default", bool(-2, 3)),
                        op("aten.all.dims", bool(-2, 3, 4), list(0, 2)),
                        op("aten.all.dim", bool(-2, 3), 1)));
    }
}
