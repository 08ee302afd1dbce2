package dev.partita.compile;

import java.time.Duration;

/** How long each stage took; zero for stages whose result was reused. */
public record PlanTimings(Duration load, Duration importing, Duration lowering, Duration partitioning) {

    static final PlanTimings NONE = new PlanTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** With the time that partitioning took. */
    PlanTimings cutIn(Duration partitioning) {
        return new PlanTimings(load, importing, lowering, partitioning);
    }

    public Duration total() {
        return load.plus(importing).plus(lowering).plus(partitioning);
    }
}
