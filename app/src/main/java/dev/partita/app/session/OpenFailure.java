package dev.partita.app.session;

import java.nio.file.Path;
import java.util.Optional;

/** A file that could not be opened, and why. */
public record OpenFailure(Path file, Exception cause) {

    /** The reason in one sentence. */
    public String words() {
        return Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
    }
}
