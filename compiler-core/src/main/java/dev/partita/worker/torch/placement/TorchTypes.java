package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import org.bytedeco.pytorch.global.torch;

/** Torch's enums by name: the numbers in a {@code .pt2} file are not those of libtorch. */
public final class TorchTypes {

    private TorchTypes() {}

    public static torch.ScalarType scalarType(DType dtype) {
        return switch (dtype) {
            case UINT8 -> torch.ScalarType.Byte;
            case INT8 -> torch.ScalarType.Char;
            case INT16 -> torch.ScalarType.Short;
            case INT32 -> torch.ScalarType.Int;
            case INT64 -> torch.ScalarType.Long;
            case FLOAT16 -> torch.ScalarType.Half;
            case FLOAT32 -> torch.ScalarType.Float;
            case FLOAT64 -> torch.ScalarType.Double;
            case COMPLEX32 -> torch.ScalarType.ComplexHalf;
            case COMPLEX64 -> torch.ScalarType.ComplexFloat;
            case COMPLEX128 -> torch.ScalarType.ComplexDouble;
            case BOOL -> torch.ScalarType.Bool;
            case BFLOAT16 -> torch.ScalarType.BFloat16;
            case UINT16 -> torch.ScalarType.UInt16;
            case UINT32 -> torch.ScalarType.UInt32;
            case UINT64 -> torch.ScalarType.UInt64;
            case FLOAT8_E4M3FN -> torch.ScalarType.Float8_e4m3fn;
            case FLOAT8_E5M2 -> torch.ScalarType.Float8_e5m2;
            case FLOAT8_E4M3FNUZ -> torch.ScalarType.Float8_e4m3fnuz;
            case FLOAT8_E5M2FNUZ -> torch.ScalarType.Float8_e5m2fnuz;
            case FLOAT8_E8M0FNU -> throw new TorchException(
                    "element type float8_e8m0fnu is newer than the libtorch that runs Torch segments (2.5.1)");
        };
    }

    public static DType dtype(torch.ScalarType type) {
        for (DType dtype : DType.values()) {
            if (dtype != DType.FLOAT8_E8M0FNU && scalarType(dtype).value == type.value) {
                return dtype;
            }
        }
        throw new TorchException("libtorch element type " + type + " has no counterpart here");
    }

    public static long layout(String name) {
        torch.Layout layout = switch (name) {
            case "strided" -> torch.Layout.Strided;
            case "sparse_coo" -> torch.Layout.Sparse;
            case "sparse_csr" -> torch.Layout.SparseCsr;
            case "sparse_csc" -> torch.Layout.SparseCsc;
            case "sparse_bsr" -> torch.Layout.SparseBsr;
            case "sparse_bsc" -> torch.Layout.SparseBsc;
            case "_mkldnn" -> torch.Layout.Mkldnn;
            case "jagged" -> torch.Layout.Jagged;
            default -> throw new TorchException("unknown tensor layout '" + name + "'");
        };
        return layout.value;
    }

    public static long memoryFormat(String name) {
        torch.MemoryFormat format = switch (name) {
            case "contiguous_format" -> torch.MemoryFormat.Contiguous;
            case "preserve_format" -> torch.MemoryFormat.Preserve;
            case "channels_last" -> torch.MemoryFormat.ChannelsLast;
            case "channels_last_3d" -> torch.MemoryFormat.ChannelsLast3d;
            default -> throw new TorchException("unknown memory format '" + name + "'");
        };
        return format.value;
    }
}
