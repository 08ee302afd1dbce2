package dev.partita.pt2;

import java.nio.file.Path;

/**
 * A file that cannot be read, or a program that no file can hold: never a mistake of ours. The message is one line
 * that names the entry and the problem.
 */
public sealed class Pt2Exception extends RuntimeException permits ProgramChoiceException {

    private static final long serialVersionUID = 1L;

    public Pt2Exception(String message) {
        super(oneLine(message));
    }

    public Pt2Exception(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    static Pt2Exception inEntry(String entry, String problem) {
        return new Pt2Exception(entry + ": " + problem);
    }

    Pt2Exception inFile(Path file) {
        return new Pt2Exception(file + ": " + getMessage(), this);
    }

    /** Names and texts of a hostile file must not forge further lines or colour the terminal. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message.length());
        message.codePoints().limit(600).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return line.toString();
    }
}
