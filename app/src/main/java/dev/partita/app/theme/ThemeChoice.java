package dev.partita.app.theme;

/** What the user wants; {@link #SYSTEM} follows the desktop's setting as it changes. */
public enum ThemeChoice {
    SYSTEM,
    LIGHT,
    DARK
}
