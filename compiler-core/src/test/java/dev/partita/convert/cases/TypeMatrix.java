package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.convert.cases.Cases.size;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.BOOL;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.INT32;
import static dev.partita.tensor.DType.INT64;
import static java.util.Arrays.asList;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/** The ops that move, reduce or convolve, in the element types in which their own cases do not run them. */
final class TypeMatrix {

    private static final DType[] MOVED = {FLOAT16, BFLOAT16, INT32, INT64, BOOL};
    private static final DType[] REDUCED = {FLOAT16, BFLOAT16, INT32, INT64};
    private static final DType[] HALVES = {FLOAT16, BFLOAT16};

    private TypeMatrix() {}

    static List<ConverterCase> all() {
        List<ConverterCase> cases = new ArrayList<>();
        moved().forEach(each -> cases.addAll(inTypes(each, MOVED)));
        reduced().forEach(each -> cases.addAll(inTypes(each, REDUCED)));
        halved().forEach(each -> cases.addAll(inTypes(each.within(5e-2), HALVES)));
        return cases;
    }

    /** Named apart from the same op's own cases. */
    private static List<ConverterCase> inTypes(ConverterCase theCase, DType... types) {
        String detail = theCase.name().substring(theCase.op().length());
        return over(theCase.named("matrix" + detail), types);
    }

    private static List<ConverterCase> moved() {
        CaseTensor x = f32(-2, 3, -5);
        return List.of(
                op("aten.reshape.default", x, list(size(2), -1)),
                op("aten.permute.default", x, list(2, 0, 1)),
                op("aten.squeeze.dims", f32(-2, 1, 3, 1), list(1, -1)),
                op("aten.unsqueeze.default", x, -2),
                op("aten.expand.default", f32(-2, 1, 4), list(size(2), 3, 4)),
                op("aten.slice.Tensor", f32(-2, 9), 1, 1, 8, 3),
                op("aten.select.int", x, -2, -1),
                op("aten.split_with_sizes.default", f32(-2, 7), list(2, 5), -1).comparing(0, 1),
                op("aten.unbind.int", f32(-2, 3), -1).comparing(0, 1, 2),
                op("aten.flip.default", x, list(-1)),
                op("aten.repeat.default", f32(-2, 3), list(2, 1, 2)),
                op("aten.roll.default", f32(-4, 5), list(1, 2), list(0, 0)),
                op("aten.constant_pad_nd.default", f32(-2, 5), list(1, -2), 1),
                op("aten._pad_circular.default", f32(-2, 3, 6), list(2, -1)),
                op("aten.cat.default", list(f32(-2, 3), f32(4, 3)), 0),
                op("aten.stack.default", list(f32(-2, 3), f32(-2, 3)), -1),
                op("aten.diagonal.default", f32(3, 4), 1),
                op("aten.as_strided.default", f32(4, 6), list(3, 2), list(6, 2), 1),
                op("aten.pixel_shuffle.default", f32(-2, 8, 3, 4), 2),
                op("aten.embedding.default", f32(10, 4).constant(), i64(-2, 3).integers(0, 10)),
                op("aten.index_select.default", f32(-2, 5), 1, i64(3).integers(0, 5)),
                op("aten.gather.default", f32(-2, 5), -1, i64(-2, 3).integers(0, 5)),
                op("aten.index.Tensor", f32(-4, 5), asList(null, i64(3).integers(-5, 5))),
                op("aten.scatter.src", f32(2, 5), 1, i64(2, 3).exactly(0, 3, 1, 2, 1, 4), f32(2, 3)),
                op("aten.slice_scatter.default", f32(-2, 8), f32(-2, 3), 1, 2, 5),
                op("aten.select_scatter.default", f32(-4, 5), f32(-4), 1, 2),
                op("aten.index_copy.default", f32(4, -5), 0, i64(2).exactly(3, 1), f32(2, -5)),
                op("aten.index_put.default", f32(-4, 5), list(i64(2).exactly(3, 1)), f32(2, 5)),
                op("aten.clone.default", x),
                op("aten.full_like.default", x, 1));
    }

    private static List<ConverterCase> reduced() {
        CaseTensor x = f32(-2, 3, 4);
        CaseTensor different = f32(-2, 7).exactly(5, 1, 7, 0, 9, 4, 8, -3, 2, 6, 11, 13, 10, -5, 21, 20);
        return List.of(
                op("aten.sum.default", x),
                op("aten.sum.dim_IntList", x, list(-1), true),
                op("aten.prod.dim_int", f32(-2, 3).integers(1, 4), 1),
                op("aten.prod.default", f32(2, 3).integers(1, 3)),
                op("aten.amax.default", x, list(0, -1), true),
                op("aten.amin.default", x, list(1)),
                op("aten.max.default", x),
                op("aten.min.default", x),
                op("aten.any.default", x),
                op("aten.any.dim", x, -1),
                op("aten.all.dims", x, list(0, 2), true),
                op("aten.max.dim", different, 1, true).comparing(0, 1),
                op("aten.min.dim", different, -1).comparing(0, 1),
                op("aten.argmax.default", different, 1),
                op("aten.argmin.default", different, -1, true),
                op("aten.topk.default", different, 3).comparing(0, 1),
                op("aten.sort.default", different, -1, true).comparing(0, 1),
                op("aten.cumsum.default", f32(-2, 7), 1),
                op("aten.cumsum.default", f32(-3, 4), 0).named("symbolic axis"));
    }

    private static List<ConverterCase> halved() {
        CaseTensor image = f32(-2, 4, -9, 8);
        CaseTensor channels = f32(4).constant();
        CaseTensor variance = f32(4).between(0.5, 2).constant();
        return List.of(
                op("aten.mean.default", f32(-2, 3)),
                op("aten.mean.dim", f32(-2, 3, 4), list(1), true),
                op("aten.convolution.default", f32(-2, 4, -9), f32(6, 4, 3).constant(), f32(6).constant(), list(2),
                        list(1), list(1), false, list(0), 1),
                op("aten.convolution.default", image, f32(4, 3, 3, 3).constant(), f32(6).constant(), list(2, 2),
                        list(1, 1), list(1, 1), true, list(1, 0), 2),
                op("aten.max_pool2d.default", image, list(3, 3), list(2, 2), list(1, 1)),
                op("aten.avg_pool2d.default", image, list(3, 3), list(2, 2), list(1, 1), false, false),
                op("aten._adaptive_avg_pool2d.default", f32(-2, 4, 8, 6), list(1, 1)),
                op("aten._adaptive_avg_pool2d.default", f32(-2, 4, 9, -7), list(4, 1)).named("one of the axes is uneven"),
                op("aten.upsample_nearest2d.vec", f32(-2, 3, -5, 4), null, list(2.0, 2.0)),
                op("aten.upsample_bilinear2d.vec", f32(-2, 3, 5, 4), list(8, 9), true, null),
                op("aten._native_batch_norm_legit_no_training.default", image, channels, channels, channels, variance,
                        0.1, 1e-5),
                op("aten.native_group_norm.default", f32(-2, 4, 5, 6), channels, channels, size(2), 4, 30, 2, 1e-5),
                op("aten.native_group_norm.default", f32(-2, 4, 5, 6), channels, channels, size(2), 4, 30, 1, 1e-5)
                        .named("one group"),
                op("aten._softmax.default", f32(-2, 3, 4), 1, false),
                op("aten._prelu_kernel.default", f32(-2, 3, 4), f32(1, 3, 1).constant()),
                op("aten.addmm.default", f32(4).constant(), f32(-2, 8), f32(8, 4).constant()),
                op("aten.mm.default", f32(-2, 8), f32(8, 5)),
                op("aten.bmm.default", f32(-2, 3, 8), f32(-2, 8, 5)),
                op("aten.matmul.default", f32(-2, 3, 5, 8), f32(8, 5)),
                op("aten.scaled_dot_product_attention.default", f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-2, 4, -5, 8)),
                op("aten.scaled_dot_product_attention.default", f32(-2, 4, -5, 8), f32(-2, 4, -7, 8),
                        f32(-2, 4, -7, 8), f32(-5, -7)).named("added mask"),
                op("aten._prelu_kernel.default", f32(-2, 3), f32(3).constant()).named("vector of slopes"));
    }
}
