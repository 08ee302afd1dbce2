package dev.partita.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeasureLoopTest {

    /** A GPU on which each query takes equally long, two of them in flight. */
    private static final class SteadyGpu implements MeasureLoop.Queries {
        private final float millisPerQuery;
        private int asked;
        private int finished;

        SteadyGpu(float millisPerQuery) {
            this.millisPerQuery = millisPerQuery;
        }

        @Override
        public void query() {
            asked++;
        }

        @Override
        public float sync() {
            return asked - finished < 2 ? 0 : millisPerQuery * finished++;
        }

        @Override
        public void drain() {
            finished = asked;
        }
    }

    private static MeasureSettings.Span span(int warmUp, int duration, int iterations) {
        return new MeasureSettings.Span(warmUp, duration, iterations, 0, 0);
    }

    @Test
    void runsUntilTheGpusTimeIsUp() {
        SteadyGpu gpu = new SteadyGpu(1);
        assertTrue(MeasureLoop.run(span(200, 3000, 10), gpu, () -> false));
        // A query that starts at 3200 ms ends it; one more is in flight then.
        assertEquals(3202, gpu.asked);
        assertEquals(gpu.asked, gpu.finished);
    }

    @Test
    void aQueryLongerThanTheWholeDurationIsStillMeasuredTenTimes() {
        SteadyGpu gpu = new SteadyGpu(10_000);
        MeasureLoop.run(span(200, 3000, 10), gpu, () -> false);
        assertEquals(10, gpu.asked);
    }

    @Test
    void warmUpQueriesDoNotCountAsIterations() {
        SteadyGpu gpu = new SteadyGpu(100);
        MeasureLoop.run(span(450, 0, 10), gpu, () -> false);
        // Starts at 100, 200, 300, 400 are seen as warm-up (the one at 0 cannot be told from "none"): ten more follow.
        assertEquals(14, gpu.asked);
    }

    @Test
    void cancelEndsItAndDrains() {
        SteadyGpu gpu = new SteadyGpu(1);
        assertFalse(MeasureLoop.run(span(0, 1_000_000, 10), gpu, () -> gpu.asked >= 5));
        assertEquals(5, gpu.asked);
        assertEquals(5, gpu.finished);
    }
}
