package dev.partita.profile;

/**
 * One timed query. All values are milliseconds: the enqueue pair on the host clock, the others on the GPU clock since
 * the start of the run. Without transfers the H2D pair equals {@code computeStart} and the D2H pair {@code computeEnd}.
 * Floats, as in trtexec: percentiles must tie in the same places.
 */
public record QueryTrace(Span enqueue, Span h2d, Span compute, Span d2h) {

    /** From and to, in milliseconds. */
    public record Span(float start, float end) {
        public float millis() {
            return end - start;
        }
    }

    /** A sum of three durations; time spent queueing between them is not in it. */
    public float latencyMillis() {
        return h2d.millis() + compute.millis() + d2h.millis();
    }
}
