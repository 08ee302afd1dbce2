package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.SegmentConverter;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymRange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running sum over a symbolic extent needs no loop where something bounds the extent. */
class CumulationTest {

    private static final String MODEL = """
            %x = placeholder x : int64[2, s0]
            %y = aten.cumsum.default(%x, 1) : int64[2, s0]
            output [%y]
            """;

    private final FilledSegment bounded = converted(Map.of("s0", new SymRange(1, 48)));

    @Test
    void aBoundedExtentTakesRoundsOfTwiceTheStep() {
        assertEquals(6, Collections.frequency(bounded.kinds(), "SLICE"));
        assertFalse(bounded.kinds().contains("LOOP"), bounded.kinds()::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 32, 48})
    void itIsRightFromTheShortestToTheLongest(int extent) {
        double[] numbers = IntStream.range(0, 2 * extent).mapToDouble(i -> i % 7 - 3).toArray();

        HostTensor sums = bounded.evaluated(Map.of("x", HostTensor.of(DType.INT64, List.of(2L, (long) extent), numbers)));

        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (int i = 0; i < extent; i++) {
                sum += numbers[row * extent + i];
                assertEquals(sum, sums.value((long) row * extent + i), "row " + row + ", place " + i);
            }
        }
    }

    @Test
    void anExtentThatNothingBoundsTakesALoop() {
        assertTrue(converted(Map.of()).kinds().contains("LOOP"));
    }

    private static FilledSegment converted(Map<String, SymRange> symbols) {
        return FilledSegment.of(MODEL, new SegmentConverter(CompilationSettings.defaults(), symbols));
    }
}
