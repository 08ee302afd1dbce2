package dev.partita.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @ParameterizedTest
    @CsvSource({
        "10, 90, 8", "10, 95, 9", "10, 99, 9",
        "20, 90, 17", "20, 95, 18", "20, 99, 19",
        "100, 90, 89", "100, 95, 94", "100, 99, 99",
        "1000, 90, 899", "1000, 95, 949", "1000, 99, 990",
        "7, 100, 6", "7, 0, 0", "1, 50, 0"
    })
    void percentileIsTheValueThatTrtexecTakes(int count, float percent, int index) {
        assertEquals(index, Statistics.percentileIndex(count, percent));
    }

    @Test
    void summaryOfAnUnsortedSeries() {
        Statistics statistics = Statistics.of(new float[] {4, 1, 3, 2}, List.of(50f, 99f));
        assertEquals(new Statistics.Range(1, 4), statistics.range());
        assertEquals(2.5f, statistics.mean());
        assertEquals(2.5f, statistics.median());
        assertEquals(List.of(new Statistics.Percentile(50, 2), new Statistics.Percentile(99, 4)),
                statistics.percentiles());
        // Population variance 1.25: divided by n, not by n - 1.
        assertEquals((float) (Math.sqrt(1.25) / 2.5 * 100), statistics.coefficientOfVariation(), 1e-4f);
    }

    @Test
    void medianOfAnOddCountIsTheMiddle() {
        assertEquals(2, Statistics.of(new float[] {9, 1, 2}, List.of()).median());
    }

    @Test
    void nothingMeasuredIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Statistics.of(new float[0], List.of()));
    }
}
