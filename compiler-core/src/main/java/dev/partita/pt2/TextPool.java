package dev.partita.pt2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the pieces of one text were read as, so that a piece that repeats is read once: an open hash table whose keys are
 * places in that text.
 */
final class TextPool<T> {

    private final byte[] text;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] hashes = new int[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int size;

    TextPool(byte[] text) {
        this.text = text;
    }

    /** @param hash of the bytes from start to end, by the same rule for every piece of the pool */
    @SuppressWarnings("unchecked") // Only put fills the table.
    @Nullable T find(int start, int end, int hash) {
        return (T) values[slot(start, end, hash)];
    }

    void put(int start, int end, int hash, T value) {
        if (2 * size >= values.length) {
            grow();
        }
        set(slot(start, end, hash), start, end, hash, value);
        size++;
    }

    private void set(int slot, int start, int end, int hash, Object value) {
        starts[slot] = start;
        ends[slot] = end;
        hashes[slot] = hash;
        values[slot] = value;
    }

    /** The slot of an equal piece, or the empty one where it belongs. */
    private int slot(int start, int end, int hash) {
        int mask = values.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (values[slot] != null && !(hashes[slot] == hash
                && Arrays.equals(text, starts[slot], ends[slot], text, start, end))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldStarts = starts;
        int[] oldEnds = ends;
        int[] oldHashes = hashes;
        @Nullable Object[] oldValues = values;
        int capacity = 4 * oldValues.length;
        starts = new int[capacity];
        ends = new int[capacity];
        hashes = new int[capacity];
        values = new @Nullable Object[capacity];
        for (int old = 0; old < oldValues.length; old++) {
            Object value = oldValues[old];
            if (value != null) {
                set(slot(oldStarts[old], oldEnds[old], oldHashes[old]), oldStarts[old], oldEnds[old], oldHashes[old], value);
            }
        }
    }
}
