package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.Optional;

/** Reads element types in torch's words ({@code torch.float16}, {@code half}) and TensorRT's ({@code f16}). */
final class ShortDTypes {

    private ShortDTypes() {}

    static Optional<DType> parse(String text) {
        String bare = text.strip().replaceFirst("^(torch|DataType|dtype)\\.", "");
        return switch (bare) {
            case "f64", "double" -> Optional.of(DType.FLOAT64);
            case "f32", "float", "fp32" -> Optional.of(DType.FLOAT32);
            case "f16", "half", "fp16" -> Optional.of(DType.FLOAT16);
            case "bf16" -> Optional.of(DType.BFLOAT16);
            case "f8", "fp8" -> Optional.of(DType.FLOAT8_E4M3FN);
            case "i64", "long" -> Optional.of(DType.INT64);
            case "i32", "int" -> Optional.of(DType.INT32);
            case "i8" -> Optional.of(DType.INT8);
            case "u8" -> Optional.of(DType.UINT8);
            default -> DType.byTorchName(bare);
        };
    }
}
