package dev.partita.tensorfile;

import java.util.List;

/** Several calls of one model with what they returned. */
public record StoredCases(String model, Tolerance tolerance, List<StoredCase> cases) {

    public StoredCases {
        cases = List.copyOf(cases);
    }

    /** Values a and b agree when {@code |a - b| <= absolute + relative * |b|}. */
    public record Tolerance(double absolute, double relative) {}
}
