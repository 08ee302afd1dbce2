package dev.partita.network;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;

/**
 * Writes single elements of any type that can be a weight; casts as torch does. {@link
 * dev.partita.element.ElementReader} reads them.
 */
public final class Elements {

    private Elements() {}

    public static void putDouble(MemorySegment data, long index, DType dtype, double value) {
        switch (dtype) {
            case FLOAT32 -> data.set(JAVA_FLOAT_UNALIGNED, index * 4, (float) value);
            case FLOAT64 -> data.set(JAVA_DOUBLE_UNALIGNED, index * 8, value);
            case FLOAT16 -> data.set(JAVA_SHORT_UNALIGNED, index * 2, Float.floatToFloat16((float) value));
            case BFLOAT16 -> data.set(JAVA_SHORT_UNALIGNED, index * 2, bfloat16((float) value));
            case FLOAT8_E4M3FN -> data.set(JAVA_BYTE, index, Float8.encode((float) value));
            case BOOL -> data.set(JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            default -> putLong(data, index, dtype, (long) value);
        }
    }

    public static void putLong(MemorySegment data, long index, DType dtype, long value) {
        switch (dtype) {
            case INT64, UINT64 -> data.set(JAVA_LONG_UNALIGNED, index * 8, value);
            case INT32, UINT32 -> data.set(JAVA_INT_UNALIGNED, index * 4, (int) value);
            case INT16, UINT16 -> data.set(JAVA_SHORT_UNALIGNED, index * 2, (short) value);
            case INT8, UINT8 -> data.set(JAVA_BYTE, index, (byte) value);
            case BOOL -> data.set(JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16, FLOAT8_E4M3FN -> putDouble(data, index, dtype, value);
            case COMPLEX32, COMPLEX64, COMPLEX128, FLOAT8_E5M2, FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ, FLOAT8_E8M0FNU ->
                throw new NetworkException("no weight can be " + dtype.torchName());
        }
    }

    /** Rounds to nearest, ties to even. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
