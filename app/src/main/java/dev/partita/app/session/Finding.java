package dev.partita.app.session;

import java.util.Optional;

/**
 * Something the user should know.
 *
 * @param title one line
 * @param details why, and what to do; may be long, may be empty
 * @param node the node of the lowered graph that it is about
 */
public record Finding(Severity severity, Source source, String title, String details, Optional<String> node) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    /** Which step found it; findings of a step are replaced when it runs again. */
    public enum Source {
        SETTINGS,
        PLAN,
        BUILD,
        PROFILE,
        ACCURACY,
        NOTE
    }
}
