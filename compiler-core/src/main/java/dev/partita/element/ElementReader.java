package dev.partita.element;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Single elements out of tensor bytes, little-endian as torch stores them. A complex element counts as two numbers. */
public final class ElementReader {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ElementReader() {}

    /** How many numbers {@code data} holds. */
    public static long count(MemorySegment data, DType dtype) {
        return data.byteSize() / dtype.byteSize() * (dtype.isComplex() ? 2 : 1);
    }

    /** The number at {@code index}; integers beyond 2^53 are rounded. */
    public static double number(MemorySegment data, long index, DType dtype) {
        return switch (dtype) {
            case BOOL, UINT8, INT8, INT16, UINT16, INT32, UINT32, INT64 -> integer(data, index, dtype);
            case UINT64 -> unsigned(integer(data, index, dtype));
            case FLOAT16, COMPLEX32 -> Float.float16ToFloat(data.get(SHORT, 2 * index));
            case BFLOAT16 -> Float.intBitsToFloat(data.get(SHORT, 2 * index) << 16);
            case FLOAT32, COMPLEX64 -> data.get(FLOAT, 4 * index);
            case FLOAT64, COMPLEX128 -> data.get(DOUBLE, 8 * index);
            case FLOAT8_E4M3FN -> Float8Format.E4M3FN.decode(data.get(JAVA_BYTE, index));
            case FLOAT8_E5M2 -> Float8Format.E5M2.decode(data.get(JAVA_BYTE, index));
            case FLOAT8_E4M3FNUZ -> Float8Format.E4M3FNUZ.decode(data.get(JAVA_BYTE, index));
            case FLOAT8_E5M2FNUZ -> Float8Format.E5M2FNUZ.decode(data.get(JAVA_BYTE, index));
            case FLOAT8_E8M0FNU -> powerOfTwo(data.get(JAVA_BYTE, index));
        };
    }

    /** The integer at {@code index}, exactly; of UINT64 the bits; real numbers towards zero. */
    public static long integer(MemorySegment data, long index, DType dtype) {
        return switch (dtype) {
            case BOOL -> data.get(JAVA_BYTE, index) == 0 ? 0 : 1;
            case UINT8 -> Byte.toUnsignedLong(data.get(JAVA_BYTE, index));
            case INT8 -> data.get(JAVA_BYTE, index);
            case INT16 -> data.get(SHORT, 2 * index);
            case UINT16 -> Short.toUnsignedLong(data.get(SHORT, 2 * index));
            case INT32 -> data.get(INT, 4 * index);
            case UINT32 -> Integer.toUnsignedLong(data.get(INT, 4 * index));
            case INT64, UINT64 -> data.get(LONG, 8 * index);
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX32, COMPLEX64, COMPLEX128, FLOAT8_E4M3FN, FLOAT8_E5M2,
                    FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ, FLOAT8_E8M0FNU -> (long) number(data, index, dtype);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1) + (bits & 1);
    }

    /** A float8 that is an exponent only. */
    private static double powerOfTwo(byte bits) {
        int exponent = Byte.toUnsignedInt(bits);
        return exponent == 255 ? Double.NaN : Math.scalb(1.0, exponent - 127);
    }
}
