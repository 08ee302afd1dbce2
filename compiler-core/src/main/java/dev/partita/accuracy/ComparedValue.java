package dev.partita.accuracy;

/**
 * A value at the end of a segment, against what Torch computes there.
 *
 * @param own how far off the segment is when it is given exact inputs: what it adds itself
 * @param whole how far off the value is when the whole program runs: what has gathered until there
 */
public record ComparedValue(String segment, String value, Comparison own, Comparison whole) {

    public boolean agrees() {
        return own.agrees() && whole.agrees();
    }
}
