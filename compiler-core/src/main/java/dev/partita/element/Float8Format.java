package dev.partita.element;

/**
 * A float of eight bits: sign, exponent, fraction. Source: torch's c10/util/Float8_*.h.
 *
 * @param fractionBits how many of the seven bits after the sign are the fraction
 * @param bias what is subtracted from the exponent
 */
record Float8Format(int fractionBits, int bias, Special special) {

    static final Float8Format E4M3FN = new Float8Format(3, 7, Special.NAN_ALL_ONES);
    static final Float8Format E5M2 = new Float8Format(2, 15, Special.IEEE);
    static final Float8Format E4M3FNUZ = new Float8Format(3, 8, Special.NAN_MINUS_ZERO);
    static final Float8Format E5M2FNUZ = new Float8Format(2, 16, Special.NAN_MINUS_ZERO);

    /** Which bits are no numbers. */
    enum Special {
        IEEE,
        NAN_ALL_ONES,
        NAN_MINUS_ZERO
    }

    double decode(byte bits) {
        int fraction = bits & ((1 << fractionBits) - 1);
        int exponent = (bits & 0x7f) >> fractionBits;
        double sign = bits < 0 ? -1 : 1;
        boolean largestExponent = exponent == 0x7f >> fractionBits;
        switch (special) {
            case IEEE -> {
                if (largestExponent) {
                    return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
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
        double part = Math.scalb((double) fraction, -fractionBits);
        return sign * (exponent == 0 ? Math.scalb(part, 1 - bias) : Math.scalb(1 + part, exponent - bias));
    }
}
