package dev.partita.settings;

/** A setting that the user must change: unknown, malformed, without effect, or at odds with another one. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}
