package dev.partita.tensor;

import java.util.Optional;

/** Element types of torch tensors, with torch's own names ({@code torch.float32}) and sizes in bytes. */
public enum DType {
    UINT8("uint8", 1),
    INT8("int8", 1),
    INT16("int16", 2),
    INT32("int32", 4),
    INT64("int64", 8),
    FLOAT16("float16", 2),
    FLOAT32("float32", 4),
    FLOAT64("float64", 8),
    COMPLEX32("complex32", 4),
    COMPLEX64("complex64", 8),
    COMPLEX128("complex128", 16),
    BOOL("bool", 1),
    BFLOAT16("bfloat16", 2),
    UINT16("uint16", 2),
    UINT32("uint32", 4),
    UINT64("uint64", 8),
    FLOAT8_E4M3FN("float8_e4m3fn", 1),
    FLOAT8_E5M2("float8_e5m2", 1),
    FLOAT8_E4M3FNUZ("float8_e4m3fnuz", 1),
    FLOAT8_E5M2FNUZ("float8_e5m2fnuz", 1),
    FLOAT8_E8M0FNU("float8_e8m0fnu", 1);

    private final String torchName;
    private final int byteSize;

    DType(String torchName, int byteSize) {
        this.torchName = torchName;
        this.byteSize = byteSize;
    }

    /** Torch's name without the {@code torch.} prefix. */
    public String torchName() {
        return torchName;
    }

    public int byteSize() {
        return byteSize;
    }

    public boolean isComplex() {
        return this == COMPLEX32 || this == COMPLEX64 || this == COMPLEX128;
    }

    public boolean isFloatingPoint() {
        return switch (this) {
            case FLOAT16, FLOAT32, FLOAT64, BFLOAT16, FLOAT8_E4M3FN, FLOAT8_E5M2, FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ,
                    FLOAT8_E8M0FNU -> true;
            case UINT8, INT8, INT16, INT32, INT64, COMPLEX32, COMPLEX64, COMPLEX128, BOOL, UINT16, UINT32, UINT64 ->
                false;
        };
    }

    /** Integers of any width and sign; {@link #BOOL} is not one. */
    public boolean isIntegral() {
        return this != BOOL && !isFloatingPoint() && !isComplex();
    }

    /** Accepts {@code float32} and {@code torch.float32}. */
    public static Optional<DType> byTorchName(String name) {
        String bare = name.startsWith("torch.") ? name.substring("torch.".length()) : name;
        for (DType dtype : values()) {
            if (dtype.torchName.equals(bare)) {
                return Optional.of(dtype);
            }
        }
        return Optional.empty();
    }
}
