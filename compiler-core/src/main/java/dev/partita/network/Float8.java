package dev.partita.network;

/** The float8 of TensorRT, e4m3fn: 4 exponent bits of bias 7, 3 fraction bits, no infinity, NaN is all ones. */
final class Float8 {

    private static final float MAX = 448;

    private Float8() {}

    /** Nearest, ties to even; what is too large becomes NaN, as torch's cast does. */
    static byte encode(float value) {
        int sign = Float.floatToRawIntBits(value) < 0 ? 0x80 : 0;
        float size = Math.abs(value);
        if (Float.isNaN(value) || size >= MAX + 16) {
            return (byte) (sign | 0x7f);
        }
        int exponent = Math.max(Math.getExponent(size), -6);
        int steps = (int) Math.rint(Math.scalb((double) size, 3 - exponent));
        if (steps == 16) {
            steps = 8;
            exponent++;
        }
        int coded = steps < 8 ? steps : ((exponent + 7) << 3) | (steps - 8);
        return (byte) (sign | coded);
    }
}
