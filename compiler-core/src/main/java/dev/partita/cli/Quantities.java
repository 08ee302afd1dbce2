package dev.partita.cli;

import java.util.Locale;

/** Numbers for people. */
final class Quantities {

    private Quantities() {}

    /** {@code 3.1 MB}: decimal units, as disks and downloads count. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        String[] units = {"kB", "MB", "GB", "TB", "PB", "EB"};
        double value = bytes;
        int unit = -1;
        while (value >= 999.95) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** {@code 1 element}, {@code 1,234,567 elements} */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, thing);
    }
}
