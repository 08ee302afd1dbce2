package dev.partita.pt2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the pieces of one text were read as, so that a piece that repeats is read once: an open hash table whose keys are
 * places in that text.
 */
final class TextPool<T> {

    private static final int FIRST_CAPACITY = 64;

    private final byte[] text;

    /** Of each slot start, end and hash, side by side because they are read together. */
    private int[] keys = new int[3 * FIRST_CAPACITY];

    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
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
        keys[3 * slot] = start;
        keys[3 * slot + 1] = end;
        keys[3 * slot + 2] = hash;
        values[slot] = value;
    }

    /** The slot of an equal piece, or the empty one where it belongs. */
    private int slot(int start, int end, int hash) {
        int mask = values.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (values[slot] != null && !(keys[3 * slot + 2] == hash
                && Arrays.equals(text, keys[3 * slot], keys[3 * slot + 1], text, start, end))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new int[4 * oldKeys.length];
        values = new @Nullable Object[4 * oldValues.length];
        for (int old = 0; old < oldValues.length; old++) {
            Object value = oldValues[old];
            if (value != null) {
                int start = oldKeys[3 * old];
                int end = oldKeys[3 * old + 1];
                int hash = oldKeys[3 * old + 2];
                set(slot(start, end, hash), start, end, hash, value);
            }
        }
    }
}
