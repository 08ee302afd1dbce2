package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.convert.cases.Cases.size;
import static dev.partita.convert.cases.Cases.tensor;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;
import static dev.partita.tensor.DType.FLOAT64;
import static dev.partita.tensor.DType.INT32;
import static dev.partita.tensor.DType.INT64;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import java.util.List;

/** Sums, products, quotients, remainders, powers, bounds. */
final class ArithmeticCases {

    private ArithmeticCases() {}

    static List<ConverterCase> all() {
        return Cases.all(
                over(op("aten.add.Tensor", f32(-2, 3), f32(-2, 3)), FLOAT32, FLOAT16, BFLOAT16, INT32, INT64),
                List.of(
                        op("aten.add.Tensor", f32(-2, 3), f32(3)).named("broadcasts ranks"),
                        op("aten.add.Tensor", f32(-2, 1, 4), f32(3, 1)).named("broadcasts both"),
                        op("aten.add.Tensor", f32(2, 3), 2).named("number"),
                        op("aten.add.Tensor", f32(2, 3), f32(2, 3)).with("alpha", 0.5).named("alpha"),
                        op("aten.add.Tensor", i64(2, 3), f32(2, 3)).named("mixed types"),
                        op("aten.add.Tensor", i64(2, 3), 1.5).named("integer tensor and real number"),
                        op("aten.add.Tensor", tensor(FLOAT16, 2, 3), f32()).named("half and scalar float tensor"),
                        op("aten.add.Tensor", bool(2, 3), bool(2, 3)).named("truth values"),
                        op("aten.add.Tensor", f32(), f32()).named("rank 0"),
                        op("aten.add.Tensor", f32(0, 3), f32(3)).named("empty"),
                        op("aten.add.Tensor", f32(2, 3), f32(3).constant()).named("weight"),
                        op("aten.add.Tensor", tensor(FLOAT64, 2, 3), f32(3)).named("float64 truncated")
                                .under(CompilationSettings.defaults().with(PrecisionSettings.TRUNCATE_DOUBLE, true)),
                        op("aten.sub.Tensor", f32(-2, 3), f32(3)).with("alpha", 2).named("alpha"),
                        op("aten.sub.Tensor", i32(2, 3), 7),
                        op("aten.add.Scalar", f32(-2, 3), 1.5),
                        op("aten.sub.Scalar", f32(-2, 3), 1.5),
                        op("aten.mul.Scalar", f32(-2, 3), 1.5),
                        op("aten.div.Scalar", f32(-2, 3), 1.5),
                        op("aten.div.Scalar_mode", f32(-2, 3), 0.4).with("rounding_mode", "floor"),
                        op("aten.floor_divide.Scalar", i64(9).integers(-9, 9), 4),
                        op("aten.clip.default", f32(-2, 3), -0.5, 0.5),
                        op("aten.clip.Tensor", f32(-2, 3), f32(3).between(-1, 0), f32(3).between(0, 1)),
                        op("aten.mul.Tensor", f32(-2, 3), size(2)).named("size"),
                        op("aten.rsub.Scalar", f32(2, 3), 1.5),
                        op("aten.mul.Tensor", f32(-2, 3), f32(-2, 1)),
                        op("aten.mul.Tensor", f32(2, 3), 0.3535533905932738).named("number"),
                        op("aten.mul.Tensor", bool(2, 3), bool(2, 3)).named("truth values"),
                        op("aten.div.Tensor", f32(-2, 3), f32(3).between(1, 2)),
                        op("aten.div.Tensor", i64(2, 3), i64(2, 3).integers(1, 9)).named("integers"),
                        op("aten.div.Tensor", i32(2, 3), 4).named("integer by number"),
                        op("aten.div.Tensor_mode", f32(2, 3), f32(2, 3).between(0.5, 2)).with("rounding_mode", "floor"),
                        op("aten.div.Tensor_mode", f32(2, 3), -0.3).with("rounding_mode", "trunc").named("trunc"),
                        op("aten.div.Tensor_mode", i64(9).integers(-9, 9), 4).with("rounding_mode", "trunc").named("trunc integers"),
                        op("aten.div.Tensor_mode", i64(9).integers(-9, 9), 4).with("rounding_mode", "floor").named("floor integers"),
                        op("aten.floor_divide.default", i32(-8).integers(-9, 9), i32(-8).integers(1, 5)),
                        op("aten.fmod.Tensor", f32(2, 8), f32(8).between(0.5, 2)),
                        op("aten.fmod.Scalar", i64(9).integers(-9, 9), 4).named("integers"),
                        op("aten.remainder.Tensor", f32(-2, 8), f32(8).between(-2, -0.5)),
                        op("aten.remainder.Scalar", i64(9).integers(-9, 9), 4).named("integers"),
                        op("aten.pow.Tensor_Tensor", f32(-2, 3).between(0.1, 3), f32(3)),
                        op("aten.pow.Tensor_Scalar", f32(2, 3), 2).named("square"),
                        op("aten.pow.Tensor_Scalar", f32(2, 3), 3.0).named("cube"),
                        op("aten.pow.Tensor_Scalar", f32(2, 3).between(0.1, 3), 0.5).named("root"),
                        op("aten.pow.Tensor_Scalar", f32(2, 3).between(0.1, 3), -1.5).named("negative"),
                        op("aten.pow.Tensor_Scalar", i64(2, 3), 4).named("integers"),
                        op("aten.pow.Scalar", 2.5, f32(-2, 3)),
                        op("aten.pow.Tensor_Tensor", i64(9).integers(-4, 5), i64(9).integers(0, 5)).named("integers"),
                        op("aten.pow.Tensor_Tensor", i64(3).exactly(0, 1, 2), i64(3).exactly(-1, -2, -3)).named("negative integers"),
                        op("aten.pow.Tensor_Scalar", i64(-9).integers(-9, 10), 7).named("integers by squaring"),
                        op("aten.maximum.default", f32(-2, 3), f32(3)),
                        op("aten.minimum.default", i64(2, 3), i64(3)),
                        op("aten.maximum.default", bool(2, 3), bool(3)).named("truth values"),
                        op("aten.clamp.default", f32(-2, 3), -0.5, 0.5),
                        op("aten.clamp.default", f32(2, 3), null, 0.5).named("high only"),
                        op("aten.clamp.default", f32(2, 3), 0).named("low only"),
                        op("aten.clamp.default", f32(2, 3), 1.0, -1.0).named("bounds crossed"),
                        op("aten.clamp.default", i64(2, 3), -2, 2).named("integers"),
                        op("aten.clamp.Tensor", f32(-2, 3), f32(3).between(-1, 0), f32(1, 3).between(0, 1).constant())),
                over(op("aten.mul.Tensor", f32(-2, 3), 3), FLOAT16, BFLOAT16, INT32, INT64));
    }
}
