package dev.partita.app.text;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

/** Looks words up by key. An unknown key is our bug and fails loudly; a test checks every key used. */
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.partita.ui.messages");

    private Texts() {}

    /** The text for {@code key} with {@code {0}}, {@code {1}}... filled in; numbers are grouped. */
    public static String of(String key, Object... values) {
        String pattern = BUNDLE.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }

    /** {@code 512 B}, {@code 3.1 MB}: decimal units, as file managers show them. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    /** {@code 69 of 70} style percentage without lying: 100 % only when all, 0 % only when none. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        long rounded = Math.round(100.0 * part / whole);
        if (rounded == 100 && part < whole) {
            return "99 %";
        }
        return rounded == 0 && part > 0 ? "1 %" : rounded + " %";
    }
}
