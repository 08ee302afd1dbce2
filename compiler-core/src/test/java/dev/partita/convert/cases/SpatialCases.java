package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;

import java.util.List;

/** Convolutions and poolings. */
final class SpatialCases {

    private SpatialCases() {}

    static List<ConverterCase> all() {
        CaseTensor image = f32(-2, 4, -9, 8);
        CaseTensor kernel = f32(6, 4, 3, 3).constant();
        return Cases.all(
                over(
                        op("aten.convolution.default", image, kernel, f32(6).constant(), list(2, 2), list(1, 1),
                                list(1, 1), false, list(0, 0), 1).within(5e-2),
                        FLOAT32, FLOAT16, BFLOAT16),
                List.of(
                        op("aten.convolution.default", image, f32(8, 2, 3, 3).constant(), null, list(1, 1), list(2, 1),
                                list(2, 1), false, list(0, 0), 2).named("groups, dilation"),
                        op("aten.convolution.default", image, f32(6, 4, 3, 3), f32(6), list(1), list(0),
                                list(1), false, list(0), 1).named("computed kernel, one number for both axes"),
                        op("aten.convolution.default", f32(-2, 4, -9), f32(6, 4, 3).constant(), f32(6).constant(), list(2),
                                list(1), list(1), false, list(0), 1).named("one axis"),
                        op("aten.convolution.default", f32(2, 2, 5, 6, 7), f32(3, 2, 2, 3, 3).constant(), null,
                                list(1, 1, 2), list(0, 1, 1), list(1, 1, 1), false, list(0, 0, 0), 1).named("three axes"),
                        op("aten.convolution.default", image, f32(4, 3, 3, 3).constant(), f32(6).constant(), list(2, 2),
                                list(1, 1), list(1, 1), true, list(1, 0), 2).named("transposed"),
                        op("aten.convolution.default", f32(2, 4, 9), f32(4, 3, 3).constant(), null, list(2),
                                list(0), list(1), true, list(0), 1).named("transposed, one axis"),
                        op("aten.max_pool2d.default", image, list(3, 3), list(2, 2), list(1, 1)),
                        op("aten.max_pool2d.default", f32(4, 9, 8), list(2, 2)).named("no batch"),
                        op("aten.max_pool1d.default", f32(-2, 4, -9), list(3), list(2), list(1)),
                        op("aten.max_pool3d.default", f32(-2, 2, 5, -6, 7), list(2, 2, 2)),
                        op("aten.avg_pool2d.default", image, list(3, 3), list(2, 2), list(1, 1)),
                        op("aten.avg_pool2d.default", image, list(3, 3), list(1, 2), list(1, 1), false, false)
                                .named("padding not counted"),
                        op("aten.upsample_nearest1d.vec", f32(-2, 3, 5), list(8), null),
                        op("aten.upsample_nearest2d.vec", f32(-2, 3, -5, 4), null, list(2.0, 1.5)),
                        op("aten.upsample_nearest2d.default", f32(-2, 3, 5, 4), list(7, 9)),
                        op("aten.upsample_nearest3d.vec", f32(-2, 2, 3, 4, 5), list(6, 5, 4), null),
                        op("aten.upsample_linear1d.vec", f32(-2, 3, 5), list(8), false, null),
                        op("aten.upsample_bilinear2d.vec", f32(-2, 3, 5, 4), list(8, 9), true, null).named("corners"),
                        op("aten.upsample_bilinear2d.vec", f32(-2, 3, -5, 4), null, false, list(2.0, 2.0)).named("factors"),
                        op("aten.upsample_nearest1d.default", f32(-2, 3, 5), list(8)),
                        op("aten.upsample_nearest3d.default", f32(-2, 2, 3, 4, 5), list(6, 5, 4)),
                        op("aten.upsample_linear1d.default", f32(-2, 3, 5), list(8), true),
                        op("aten.upsample_trilinear3d.default", f32(-2, 2, 3, 4, 5), list(6, 5, 4), true),
                        op("aten.upsample_bicubic2d.default", f32(-2, 3, 5, 4), list(8, 9), true).within(1e-4),
                        op("aten.adaptive_avg_pool2d.default", f32(-2, 4, 8, 6), list(1, 1)),
                        op("aten.adaptive_avg_pool3d.default", f32(-2, 2, 4, 6, 8), list(2, 2, 2)),
                        op("aten.upsample_bilinear2d.default", f32(-2, 3, 5, 4), list(3, 9), false),
                        op("aten.upsample_trilinear3d.vec", f32(-2, 2, 3, 4, 5), list(6, 5, 4), false, null),
                        op("aten.upsample_bicubic2d.vec", f32(-2, 3, 5, 4), list(8, 9), false, null).within(1e-4),
                        op("aten.grid_sampler_2d.default", f32(-2, 3, 5, 4), f32(-2, 6, 7, 2).between(-1.3, 1.3), 0, 0, false),
                        op("aten.grid_sampler_2d.default", f32(2, 3, 5, 4), f32(2, 6, 7, 2).between(-1.3, 1.3), 1, 1, true)
                                .named("nearest, border, corners"),
                        op("aten.grid_sampler.default", f32(-2, 3, 5, 4), f32(-2, 6, 7, 2).between(-1.3, 1.3), 2, 2, false)
                                .named("cubic, reflection"),
                        op("aten.grid_sampler_2d.default", f32(-2, 3, 5, 4), f32(-2, 6, 7, 2).between(-1.3, 1.3), 0, 2, true)
                                .named("reflection, corners"),
                        op("aten.grid_sampler_2d.default", f32(-2, 3, 5, 4), f32(-2, 6, 7, 2).between(-1.3, 1.3), 2, 0, true)
                                .named("cubic, zeros, corners"),
                        op("aten.grid_sampler_2d.default", f32(-2, 3, 5, 4), f32(-2, 6, 7, 2).between(-1.3, 1.3), 1, 0, false)
                                .named("nearest, zeros"),
                        op("aten.max_pool2d.default", f32(-2, 4, 9, 7), list(3, 2), list(2, 2), list(1, 1), list(1, 1), true)
                                .named("ceil, padded"),
                        op("aten.max_pool1d.default", f32(-2, 4, 8), list(3), list(3), list(0), list(1), true).named("ceil"),
                        op("aten.avg_pool1d.default", f32(-2, 4, -9), list(4), list(2), list(2), false, false)
                                .named("padding not counted"),
                        op("aten.avg_pool2d.default", f32(4, -9, 8), list(3), list(1), list(1)).named("no batch"),
                        op("aten.avg_pool3d.default", f32(-2, 2, 5, 6, 7), list(3), list(2), list(1), false, false, 4)
                                .named("divisor, one number for all axes"),
                        op("aten.adaptive_avg_pool2d.default", f32(4, 8, 6), list(2, 3)).named("no batch"),
                        op("aten._adaptive_avg_pool2d.default", f32(-2, 4, -9, 6), list(1, 4)).named("mean along one axis"),
                        op("aten.upsample_bilinear2d.vec", f32(-2, 3, 5, 4), list(9, 3), false, null).named("half pixel"),
                        op("aten.upsample_bicubic2d.vec", f32(-2, 3, -5, 4), null, true, list(2.0, 2.0)).within(1e-4)
                                .named("corners, factors"),
                        op("aten.upsample_linear1d.vec", f32(-2, 3, -5), null, true, list(2.0)).named("corners, factors"),
                        op("aten.convolution.default", f32(2, 4, 9, 8), f32(6, 4, 3, 3).constant(), null, list(1, 1), list(0, 0),
                                list(1, 1), false, list(0, 0), 1).named("no padding"),
                        op("aten.convolution.default", image, f32(4, 1, 3, 3).constant(), f32(4).constant(), list(1, 1),
                                list(1, 1), list(1, 1), false, list(0, 0), 4).named("depthwise"),
                        op("aten.convolution.default", f32(-2, 4, 5, 6, 7), f32(4, 3, 2, 2, 2).constant(), null, list(2, 2, 2),
                                list(0, 0, 0), list(1, 1, 1), true, list(0, 0, 0), 1).named("transposed, three axes"),
                        op("aten.convolution.default", image, f32(4, 3, 3, 3).constant(), null, list(1, 1),
                                list(0, 0), list(2, 2), true, list(0, 0), 1).named("transposed, dilation"),
                        op("aten.avg_pool2d.default", image, list(3, 3), list(2, 2), list(1, 1), false, true, 5)
                                .named("divisor"),
                        op("aten.max_pool2d.default", f32(-2, 4, 8, 8), list(3, 3), list(2, 2), list(0, 0), list(1, 1), true)
                                .named("ceil"),
                        op("aten._adaptive_avg_pool2d.default", f32(-2, 4, 9, 7), list(4, 3)).named("uneven windows"),
                        op("aten.adaptive_avg_pool1d.default", f32(-2, 4, 7), list(5)).named("uneven windows"),
                        op("aten._adaptive_avg_pool3d.default", f32(-2, 2, 5, 7, 4), list(2, 3, 4)).named("uneven windows"),
                        op("aten.avg_pool1d.default", f32(-2, 4, -9), list(3)),
                        op("aten.avg_pool3d.default", f32(-2, 2, -5, 6, 7), list(2, 2, 2), list(2, 1, 2), list(1, 0, 1)),
                        op("aten._adaptive_avg_pool2d.default", f32(-2, 4, 8, 6), list(1, 1)),
                        op("aten._adaptive_avg_pool2d.default", f32(-2, 4, 8, 6), list(4, 3)).named("even windows"),
                        op("aten.adaptive_avg_pool1d.default", f32(-2, 4, 8), list(2)),
                        op("aten._adaptive_avg_pool3d.default", f32(-2, 2, 4, 6, 8), list(2, 2, 2))));
    }
}
