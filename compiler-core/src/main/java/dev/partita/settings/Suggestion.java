package dev.partita.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known name that is closest to a misspelt one. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code ; did you mean 'min_block_size'?}, or nothing when no name is near. */
    static String forName(String name) {
        return nearest(name.replace('-', '_'), Settings.ALL.stream().map(Setting::name).toList())
                .map(known -> "; did you mean '" + known + "'?")
                .orElse("");
    }

    /** Empty when none is near. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(each, name)))
                .filter(each -> distance(each, name) <= Math.max(2, each.length() / 3));
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
