package dev.partita.pt2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of one text were read as, so that one whose text repeats is read once. Programs repeat in layers: one of
 * the few that have followed an object most often follows it again, and is compared at once, before anybody looks for its end.
 */
final class RepeatedObjects<T> {

    /** Beyond that a comparison with each costs more than to look for the end. */
    private static final int MAX_FOLLOWING = 8;

    private final byte[] text;
    private final TextPool<Piece<T>> pieces;
    private @Nullable Piece<T> last;

    RepeatedObjects(byte[] text) {
        this.text = text;
        this.pieces = new TextPool<>(text);
    }

    private static final class Piece<T> {
        private final int start;
        private final int length;
        private final T value;
        private final List<Piece<T>> following = new ArrayList<>(2);

        Piece(int start, int length, T value) {
            this.start = start;
            this.length = length;
            this.value = value;
        }
    }

    /** The length of the object that begins at {@code start} if it is one of those expected there; else 0. */
    int expected(int start) {
        if (last == null) {
            return 0;
        }
        List<Piece<T>> candidates = last.following;
        for (int i = 0; i < candidates.size(); i++) {
            Piece<T> next = candidates.get(i);
            int end = start + next.length;
            if (end <= text.length && Arrays.equals(text, next.start, next.start + next.length, text, start, end)) {
                last = next;
                return next.length;
            }
        }
        return 0;
    }

    /** Whether the object from start to end is known. */
    boolean finds(int start, int end, int hash) {
        @Nullable Piece<T> known = pieces.find(start, end, hash);
        if (known == null) {
            return false;
        }
        follow(known);
        return true;
    }

    /** What the object was read as that was expected or found last. */
    T value() {
        if (last == null) {
            throw new IllegalStateException("no object was found");
        }
        return last.value;
    }

    void put(int start, int end, int hash, T value) {
        Piece<T> piece = new Piece<>(start, end - start, value);
        pieces.put(start, end, hash, piece);
        follow(piece);
    }

    private void follow(Piece<T> piece) {
        if (last != null && last.following.size() < MAX_FOLLOWING) {
            last.following.add(piece);
        }
        last = piece;
    }
}
