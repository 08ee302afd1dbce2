package dev.partita.app.session;

import dev.partita.profile.Profile;
import java.util.Map;

/** How a profile run ended. */
public sealed interface ProfileOutcome {

    /** One profile per engine, by segment, in running order. */
    record Measured(Map<String, Profile> engines) implements ProfileOutcome {}

    record Failed(String title, String details) implements ProfileOutcome {}
}
