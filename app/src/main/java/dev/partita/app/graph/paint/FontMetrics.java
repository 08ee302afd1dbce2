package dev.partita.app.graph.paint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Widths of texts, read from the font files themselves: the same on every system, with or without a window, so that a
 * graph has one layout.
 */
public final class FontMetrics {

    private static final int TABLE = 0x250;

    /** Widths of the first characters in 1/1000 of the font size, by face. */
    private final int[][] widths = new int[Face.values().length][];
    private final int[] widest = new int[Face.values().length];

    private FontMetrics() {
        for (Face face : Face.values()) {
            widths[face.ordinal()] = read(face);
            widest[face.ordinal()] = Arrays.stream(widths[face.ordinal()]).max().orElse(1000);
        }
    }

    private static final class Holder {
        static final FontMetrics INTER = new FontMetrics();
    }

    /** The metrics of the bundled typeface; read once. */
    public static FontMetrics inter() {
        return Holder.INTER;
    }

    public double width(String text, Face face, double size) {
        int[] table = widths[face.ordinal()];
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            sum += c < TABLE ? table[c] : c == '…' ? 870 : widest[face.ordinal()];
        }
        return sum * size / 1000;
    }

    private static int[] read(Face face) {
        try (InputStream in = open(face)) {
            return new FontFile(in.readAllBytes()).widths(TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font " + face.resource() + " cannot be read", e);
        }
    }

    /** Opens the font file of a face. */
    public static InputStream open(Face face) {
        InputStream in = FontMetrics.class.getResourceAsStream(face.resource());
        if (in == null) {
            throw new IllegalStateException("the font " + face.resource() + " is missing from the application");
        }
        return in;
    }
}
