package dev.partita.worker.trt;

import dev.partita.tensor.DType;
import java.util.Optional;
import org.bytedeco.tensorrt.global.nvinfer.DataType;

/** TensorRT's element types under torch's names. */
final class TypeNames {

    private TypeNames() {}

    static DataType toTensorRt(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> DataType.kFLOAT;
            case FLOAT16 -> DataType.kHALF;
            case BFLOAT16 -> DataType.kBF16;
            case INT8 -> DataType.kINT8;
            case INT32 -> DataType.kINT32;
            case INT64 -> DataType.kINT64;
            case BOOL -> DataType.kBOOL;
            case UINT8 -> DataType.kUINT8;
            case FLOAT8_E4M3FN -> DataType.kFP8;
            case INT16, FLOAT64, COMPLEX32, COMPLEX64, COMPLEX128, UINT16, UINT32, UINT64, FLOAT8_E5M2,
                    FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ, FLOAT8_E8M0FNU ->
                throw new TensorRtException("TensorRT 10.6 has no element type " + dtype.torchName());
        };
    }

    static DType toTorch(DataType type) {
        return switch (type.intern()) {
            case kFLOAT -> DType.FLOAT32;
            case kHALF -> DType.FLOAT16;
            case kBF16 -> DType.BFLOAT16;
            case kINT8 -> DType.INT8;
            case kINT32 -> DType.INT32;
            case kINT64 -> DType.INT64;
            case kBOOL -> DType.BOOL;
            case kUINT8 -> DType.UINT8;
            case kFP8 -> DType.FLOAT8_E4M3FN;
            case kINT4 -> throw new TensorRtException("a tensor of 4-bit integers has no equivalent in torch");
        };
    }

    /** For words about a type that may be unknown. */
    static Optional<DType> known(DataType type) {
        return type.intern() == DataType.kINT4 ? Optional.empty() : Optional.of(toTorch(type));
    }
}
