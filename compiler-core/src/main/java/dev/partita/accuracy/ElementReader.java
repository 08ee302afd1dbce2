package dev.partita.accuracy;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers out of tensor bytes of any element type. A complex element counts as two numbers. */
final class ElementReader {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ElementReader() {}

    /** How many numbers {@code data} holds. */
    static long count(DType dtype, MemorySegment data) {
        return data.byteSize() / dtype.byteSize() * (dtype.isComplex() ? 2 : 1);
    }

    static double read(DType dtype, MemorySegment data, long index) {
        return switch (dtype) {
            case UINT8 -> Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, index));
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, index);
            case BOOL -> data.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
            case INT16 -> data.get(SHORT, 2 * index);
            case UINT16 -> Short.toUnsignedInt(data.get(SHORT, 2 * index));
            case INT32 -> data.get(INT, 4 * index);
            case UINT32 -> Integer.toUnsignedLong(data.get(INT, 4 * index));
            case INT64 -> data.get(LONG, 8 * index);
            case UINT64 -> unsigned(data.get(LONG, 8 * index));
            case FLOAT16, COMPLEX32 -> Float.float16ToFloat(data.get(SHORT, 2 * index));
            case BFLOAT16 -> Float.intBitsToFloat(data.get(SHORT, 2 * index) << 16);
            case FLOAT32, COMPLEX64 -> data.get(FLOAT, 4 * index);
            case FLOAT64, COMPLEX128 -> data.get(DOUBLE, 8 * index);
            case FLOAT8_E4M3FN -> small(data.get(ValueLayout.JAVA_BYTE, index), new Format(3, 7, Special.NAN_ALL_ONES));
            case FLOAT8_E5M2 -> small(data.get(ValueLayout.JAVA_BYTE, index), new Format(2, 15, Special.IEEE));
            case FLOAT8_E4M3FNUZ -> small(data.get(ValueLayout.JAVA_BYTE, index), new Format(3, 8, Special.NAN_MINUS_ZERO));
            case FLOAT8_E5M2FNUZ -> small(data.get(ValueLayout.JAVA_BYTE, index), new Format(2, 16, Special.NAN_MINUS_ZERO));
            case FLOAT8_E8M0FNU -> {
                int exponent = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, index));
                yield exponent == 255 ? Double.NaN : Math.scalb(1.0, exponent - 127);
            }
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1) + (bits & 1);
    }

    /** An 8-bit float: sign, exponent, {@code mantissaBits} of mantissa. */
    private static double small(byte bits, Format format) {
        int mantissaBits = format.mantissaBits();
        int mantissa = bits & ((1 << mantissaBits) - 1);
        int exponent = (bits & 0x7f) >> mantissaBits;
        int maxExponent = 0x7f >> mantissaBits;
        double sign = bits < 0 ? -1 : 1;
        switch (format.special()) {
            case IEEE -> {
                if (exponent == maxExponent) {
                    return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
                }
            }
            case NAN_ALL_ONES -> {
                if ((bits & 0x7f) == 0x7f) {
                    return Double.NaN;
                }
            }
            case NAN_MINUS_ZERO -> {
                if (bits == (byte) 0x80) {
                    return Double.NaN;
                }
            }
        }
        double fraction = Math.scalb((double) mantissa, -mantissaBits);
        return sign * (exponent == 0
                ? Math.scalb(fraction, 1 - format.bias())
                : Math.scalb(1 + fraction, exponent - format.bias()));
    }

    private record Format(int mantissaBits, int bias, Special special) {}

    private enum Special {
        IEEE,
        NAN_ALL_ONES,
        NAN_MINUS_ZERO
    }
}
