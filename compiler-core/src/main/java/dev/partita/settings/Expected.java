package dev.partita.settings;

import org.jspecify.annotations.Nullable;

/** The one wording for a value that does not fit. */
final class Expected {

    private Expected() {}

    static SettingsException but(String expected, @Nullable Object found) {
        return new SettingsException("expected " + expected + ", found '" + found + "'");
    }
}
