package dev.partita.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.element.ElementReader;
import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightWriterTest {

    private static final MemorySegment SIX = Arena.global().allocateFrom(ValueLayout.JAVA_FLOAT, 0, 1, 2, 3, 4, 5);

    @Test
    void transposedViewIsWrittenRowMajor() {
        WeightSource source = stored(List.of(1L, 3L), List.of(3L, 2L), DType.FLOAT32);

        assertArrayEquals(new double[] {0, 3, 1, 4, 2, 5}, written(source));
        assertTrue(WeightWriter.inPlace(source).isEmpty());
    }

    @Test
    void castIsDoneOnTheHost() {
        for (DType to : List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT8_E4M3FN, DType.INT64, DType.INT8)) {
            WeightSource source = stored(List.of(3L, 1L), List.of(2L, 3L), to);
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, written(source), to.torchName());
        }
    }

    @Test
    void denseWeightsOfTheRightTypeAreNotCopied() {
        WeightSource source = stored(List.of(3L, 1L), List.of(2L, 3L), DType.FLOAT32);

        assertEquals(SIX.address(), WeightWriter.inPlace(source).orElseThrow().address());
    }

    @Test
    void expandedAxesRepeat() {
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1}, written(stored(List.of(1L, 0L), List.of(2L, 3L), DType.FLOAT32)));
    }

    @Test
    void productsWithFactorsAreRoundedOnce() {
        WeightSource.Stored base = stored(List.of(3L, 1L), List.of(2L, 3L), DType.FLOAT16);
        // Half precision knows 1/3 and 1/7 to three digits only; their products with 3 and 5 would be off.
        double[] written = written(new WeightSource.Scaled(base, List.of(1 / 3.0, 1 / 7.0)));

        double[] expected = {0, 1 / 3.0, 2 / 3.0, 3 / 7.0, 4 / 7.0, 5 / 7.0};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.float16ToFloat(Float.floatToFloat16((float) expected[i])), written[i]);
        }
    }

    @Test
    void factorsFollowTheFirstAxisOfATransposedView() {
        WeightSource.Stored base = stored(List.of(1L, 3L), List.of(3L, 2L), DType.FLOAT32);

        assertArrayEquals(
                new double[] {0, 3, 10, 40, 200, 500}, written(new WeightSource.Scaled(base, List.of(1.0, 10.0, 100.0))));
    }

    @Test
    void factorsThatDoNotFitAreRefused() {
        WeightSource.Stored base = stored(List.of(3L, 1L), List.of(2L, 3L), DType.FLOAT32);

        assertThrows(NetworkException.class, () -> new WeightSource.Scaled(base, List.of(1.0, 2.0, 3.0, 4.0)));
    }

    @Test
    void float8RoundsToNearestEvenAndOverflowsToNan() {
        assertEquals(448, roundTrip(460));
        assertTrue(Double.isNaN(roundTrip(464)));
        assertEquals(-0.001953125, roundTrip(-0.002f));
        for (int bits = 0; bits < 256; bits++) {
            if ((bits & 0x7f) != 0x7f) {
                assertEquals((byte) bits, Float8.encode((float) decoded((byte) bits)));
            }
        }
    }

    @Test
    void typesThatTensorRtLacksAreCastToOnesThatItHas() {
        MemorySegment ones = MemorySegment.ofArray(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertArrayEquals(new double[] {(double) (1.8446744073709552e19f)}, written(scalar(ones, DType.UINT64)));
        assertArrayEquals(new double[] {57344}, written(scalar(MemorySegment.ofArray(new byte[] {0x7b}), DType.FLOAT8_E5M2)));
        assertThrows(NetworkException.class, () -> written(scalar(ones, DType.COMPLEX64)));
    }

    private static WeightSource scalar(MemorySegment bytes, DType from) {
        return new WeightSource.Stored(
                bytes, "s", new WeightSource.Layout(from, 0, List.of()), List.of(), DType.FLOAT32);
    }

    private static double roundTrip(float value) {
        return decoded(Float8.encode(value));
    }

    private static double decoded(byte bits) {
        return ElementReader.number(MemorySegment.ofArray(new byte[] {bits}), 0, DType.FLOAT8_E4M3FN);
    }

    private static WeightSource.Stored stored(List<Long> strides, List<Long> dims, DType to) {
        return new WeightSource.Stored(SIX, "w", new WeightSource.Layout(DType.FLOAT32, 0, strides), dims, to);
    }

    private static double[] written(WeightSource source) {
        MemorySegment target = Arena.global().allocate(WeightWriter.byteSize(source));
        WeightWriter.write(source, target);
        double[] values = new double[(int) source.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ElementReader.number(target, i, source.dtype());
        }
        return values;
    }
}
