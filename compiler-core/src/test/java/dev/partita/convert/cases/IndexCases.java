package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static java.util.Arrays.asList;

import java.util.List;

/** Elements by index: read, replaced, sorted, summed up. */
final class IndexCases {

    private IndexCases() {}

    static List<ConverterCase> all() {
        return Cases.all(gathered(), indexed(), scattered(), ordered(), bags());
    }

    private static List<ConverterCase> gathered() {
        return List.of(
                op("aten.embedding.default", f32(10, 4).constant(), i64(-2, 3).integers(0, 10)),
                op("aten.embedding.default", f32(10, 4).constant(), i32(-2, 3).integers(0, 10), 0).named("int32 indices"),
                op("aten.index_select.default", f32(-2, 5), 1, i64(3).integers(0, 5)),
                op("aten.index_select.default", f32(-2, 5), 1, i64().integers(0, 5)).named("scalar index"),
                op("aten.gather.default", f32(-2, 5), 1, i64(-2, 3).integers(0, 5)),
                op("aten.gather.default", i64(1, 9).constant(), 1, i64(1, -4).integers(0, 9)).named("weight"));
    }

    private static List<ConverterCase> indexed() {
        return List.of(
                op("aten.index.Tensor", f32(-4, 5), list(i64(3).integers(-4, 4))),
                op("aten.index.Tensor", f32(-4, 5), asList(null, i64(2, 3).integers(-5, 5))).named("second axis"),
                op("aten.index.Tensor", f32(-4, 5), list(i64(3).integers(0, 4), i64(3).integers(-5, 5))).named("both axes"),
                op("aten.index.Tensor", f32(-4, 5, 6), list(i64(3, 1).integers(0, 4), i64(2).integers(-5, 5)))
                        .named("broadcast indices"),
                op("aten.index.Tensor", f32(4, -5, 6, 7), asList(null, i64(3).integers(0, 5), i64(3).integers(0, 6)))
                        .named("neighbours inside"),
                op("aten.index.Tensor", f32(4, -5, 6), asList(i64(3).integers(0, 4), null, i64(3).integers(0, 6)))
                        .named("not neighbours"),
                op("aten.index.Tensor", f32(4, 5), list(i64(3).exactly(0, -1, 2).constant())).named("weight index"),
                op("aten.index.Tensor", f32(3, 4), list(bool(3, 4).exactly(1, 0, 0, 1, 1))).named("mask"),
                op("aten.index.Tensor", f32(3, 4), list(bool(3).exactly(1, 0, 1))).named("mask of rows"),
                op("aten.index.Tensor", f32(3, 4, 2), asList(null, bool(4, 2).exactly(1, 0, 0, 1, 1))).named("inner mask"),
                op("aten.nonzero.default", f32(-3, 4).exactly(0, 2, 0, -1, 0)),
                op("aten.nonzero.default", bool(5)).named("vector of truth values"));
    }

    private static List<ConverterCase> scattered() {
        CaseTensor rows = i64(2, 3).exactly(0, 3, 1, 2, 1, 4);
        return List.of(
                op("aten.scatter.src", f32(2, 5), 1, rows, f32(2, 3)),
                op("aten.scatter.src", f32(-4, 5), 1, i64(2, 3).exactly(0, 3, 1, 2, 1, 4), f32(3, 6)).named("surplus updates"),
                op("aten.scatter.value", f32(-4, 5), 1, rows, 2.5),
                op("aten.scatter.value", f32(4, -3), -2, i64(2, -3).integers(0, 4), 2).named("symbolic indices"),
                op("aten.slice_scatter.default", f32(-2, 8), f32(-2, 3), 1, 2, 5),
                op("aten.slice_scatter.default", f32(-8, 3), f32(3, 3), 0, -3, Long.MAX_VALUE).named("to the end"),
                op("aten.slice_scatter.default", f32(2, 8), f32(2, 3), 1, 1, 7, 2).named("step"),
                op("aten.slice_scatter.default", f32(2, 8), f32(2, 8), 1).named("all"),
                op("aten.select_scatter.default", f32(-4, 5), f32(-4), 1, 2),
                op("aten.select_scatter.default", f32(-4, 5), f32(5), 0, -1).named("last of a dynamic axis"),
                op("aten.index_copy.default", f32(4, -5), 0, i64(2).exactly(3, 1), f32(2, -5)),
                op("aten.index_copy.default", f32(-2, 5), 1, i64(2).exactly(3, 1), f32(-2, 2)).named("second axis"),
                op("aten.index_put.default", f32(-4, 5), list(i64(2).exactly(3, 1)), f32(2, 5)),
                op("aten.index_put.default", f32(4, 5), asList(null, i64(2).exactly(3, -1)), f32(2)).named("broadcast values"),
                op("aten.index_put.default", f32(4, 5), list(i64(2).exactly(3, 1), i64(2).exactly(0, 4)), f32())
                        .named("both axes, one value"),
                op("aten.index_put.default", f32(4, 5, 6), asList(i64(2).exactly(3, 1), null, i64(2).exactly(0, 4)), f32(2, 5))
                        .named("not neighbours"),
                op("aten.index_put.default", f32(-3, 4), list(bool(-3, 4)), f32()).named("mask, one value"),
                op("aten.index_put.default", f32(-3, 4), list(bool(-3)), f32(4)).named("mask of rows"),
                op("aten.index_put.default", f32(3, 4), list(bool(3, 4).exactly(1, 0, 0, 1)), f32(6)).named("mask, many values"));
    }

    private static List<ConverterCase> ordered() {
        CaseTensor different = f32(-2, 7).exactly(5, 1, 7, 0, 9, 4, 8, -3, 2, 6, 11, 13, 10, -5, 21, 20);
        return List.of(
                op("aten.topk.default", different, 3).comparing(0, 1),
                op("aten.topk.default", different, 3, -1, false).comparing(0, 1).named("smallest"),
                op("aten.topk.default", f32(7).exactly(5, 1, 7, 0, 9, 4, 8), 2).comparing(0, 1).named("vector"),
                op("aten.topk.default", f32(3, 1, 2, 1, 2), 2, 0).comparing(0, 1).named("fifth axis from the end"),
                op("aten.sort.default", different).comparing(0, 1),
                op("aten.sort.default", different, 1, true).comparing(0, 1).named("descending"),
                op("aten.sort.stable", different, true, 1).comparing(0, 1),
                op("aten.argsort.default", different, 1),
                op("aten.cumsum.default", f32(-2, 7), 1),
                op("aten.cumsum.default", f32(-3, 4), 0).named("symbolic axis"),
                op("aten.cumsum.default", i64(2, 9), -1).named("integers"),
                op("aten.cumsum.default", bool(2, 9), 1).named("truth values"),
                op("aten.cumsum.default", f32(-5), 0).named("symbolic vector"));
    }

    private static List<ConverterCase> bags() {
        CaseTensor table = f32(10, 4).constant();
        CaseTensor indices = i64(-6).integers(0, 10);
        CaseTensor offsets = i64(3).exactly(0, 2, 2);
        return List.of(
                op("aten.embedding_bag.default", table, indices, offsets),
                op("aten._embedding_bag_forward_only.default", table, indices, offsets),
                op("aten._embedding_bag.default", table, indices, offsets, false, 1).named("mean"),
                op("aten._embedding_bag.default", table, indices, offsets, false, 2).named("max"),
                op("aten._embedding_bag.default", table, indices, offsets, false, 0, false, f32(-6)).named("weighted"),
                op("aten._embedding_bag.default", table, i64(6).exactly(1, 3, 5, 3, 2, 1), i64(4).exactly(0, 2, 4, 6),
                        false, 1, false, null, true, 3).named("last offset and padding index"));
    }
}
