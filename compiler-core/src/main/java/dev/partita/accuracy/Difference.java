package dev.partita.accuracy;

/**
 * How far one tensor is from its reference; lower is better everywhere.
 *
 * @param elements how many numbers were compared
 * @param l0 share of elements outside {@code absolute + relative * |reference|}
 * @param l1 mean absolute error
 * @param l2 mean squared error
 * @param lInf largest absolute error
 * @param cosine 1 minus the cosine of the angle between both
 * @param maxRelative largest {@code |error| / |reference|} where the reference is not 0
 */
public record Difference(
        long elements, double l0, double l1, double l2, double lInf, double cosine, double maxRelative) {

    public static final Difference EXACT = new Difference(0, 0, 0, 0, 0, 0, 0);

    public boolean isWithinTolerance() {
        return l0 == 0;
    }
}
