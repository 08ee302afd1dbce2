package dev.partita.app.session;

import java.nio.file.Path;
import java.util.Optional;

/** A file that could not be opened, and why. */
public record OpenFailure(Path file, Exception cause) {

    /** The reason in one sentence, which does not say again what file it is about. */
    public String words() {
        String words = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        String name = file + ": ";
        return words.startsWith(name) ? words.substring(name.length()) : words;
    }
}
