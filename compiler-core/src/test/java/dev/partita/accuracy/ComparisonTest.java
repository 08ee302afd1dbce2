package dev.partita.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.element.ElementReader;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Tolerance STRICT = new Tolerance(0, 0);

    @Test
    void numbersFollowTrtexecsDefinitions() {
        Comparison comparison = Comparison.of(floats(1, 2, 3, 5), floats(1, 2, 4, 4), new Tolerance(0.1, 0));

        Difference difference = assertInstanceOf(Comparison.Compared.class, comparison).difference();
        assertEquals(0.5, difference.l0());
        assertEquals(0.5, difference.l1());
        assertEquals(0.5, difference.l2());
        assertEquals(1, difference.lInf());
        assertEquals(0.25, difference.maxRelative());
        assertEquals(1 - 37 / Math.sqrt(39.0 * 37), difference.cosine(), 1e-12);
        assertFalse(comparison.agrees());
    }

    @Test
    void nanAndInfinityEqualThemselvesOnly() {
        assertTrue(Comparison.of(floats(Float.NaN, Float.POSITIVE_INFINITY), floats(Float.NaN, Float.POSITIVE_INFINITY), STRICT).agrees());
        assertFalse(Comparison.of(floats(Float.NaN), floats(1), new Tolerance(10, 10)).agrees());
        assertFalse(Comparison.of(floats(1), floats(Float.POSITIVE_INFINITY), STRICT).agrees());
    }

    @Test
    void otherShapesAndTypesMismatchInWords() {
        Comparison comparison = Comparison.of(floats(1, 2), floats(1), STRICT);

        assertEquals(new Comparison.Mismatch("got float32[2], expected float32[1]"), comparison);
    }

    @Test
    void aHalfPrecisionResultIsComparedWithWhatItMeansInFloat32() {
        StoredValue.Tensor half = new StoredValue.Tensor(
                DType.FLOAT16, List.of(1L), Arena.ofAuto().allocateFrom(ValueLayout.JAVA_SHORT, (short) 0x3e00));

        assertTrue(Comparison.of(half, floats(1.5f), STRICT).agrees());
        assertFalse(Comparison.of(half, floats(1.6f), STRICT).agrees());
    }

    @Test
    void halfBfloatAndFloat8BitsAreNumbers() {
        assertEquals(1.5, element(DType.FLOAT16, 0x00, 0x3e));
        assertEquals(-2.0, element(DType.BFLOAT16, 0x00, 0xc0));
        assertEquals(448, element(DType.FLOAT8_E4M3FN, 0x7e));
        assertEquals(57344, element(DType.FLOAT8_E5M2, 0x7b));
        assertEquals(Math.scalb(1.0, -9), element(DType.FLOAT8_E4M3FN, 0x01));
        assertEquals(240, element(DType.FLOAT8_E4M3FNUZ, 0x7f));
        assertEquals(Double.NaN, element(DType.FLOAT8_E5M2FNUZ, 0x80));
        assertEquals(2, element(DType.FLOAT8_E8M0FNU, 128));
        assertEquals(1.8446744073709552e19, element(DType.UINT64, 255, 255, 255, 255, 255, 255, 255, 255));
    }

    private static double element(DType dtype, int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        return ElementReader.number(MemorySegment.ofArray(raw), 0, dtype);
    }

    private static StoredValue floats(float... values) {
        return new StoredValue.Tensor(DType.FLOAT32, List.of((long) values.length),
                Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values));
    }
}
