package dev.partita.app.graph.paint;

import java.nio.ByteBuffer;

/**
 * The little that a layout asks of a TrueType file: how wide its characters are. The first picture waits for that, and a
 * library that reads the whole font takes 70 ms of a fresh process.
 *
 * <p>Source: the OpenType specification, tables {@code head}, {@code hhea}, {@code hmtx} and format 4 of {@code cmap}.
 */
final class FontFile {

    private static final int RECORD = 16;

    /** All numbers of a font file are big-endian, as a buffer's are. */
    private final ByteBuffer file;

    FontFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    /** How far each of the first {@code count} characters of Unicode advances, in 1/1000 of the font's size. */
    int[] widths(int count) {
        int unitsPerEm = unsigned(table("head") + 18);
        int metrics = unsigned(table("hhea") + 34);
        int advances = table("hmtx");
        int segments = segments();
        int[] widths = new int[count];
        for (int c = 0; c < count; c++) {
            // The last advance holds for all glyphs behind it.
            int entry = Math.min(glyph(segments, c), metrics - 1);
            widths[c] = unsigned(advances + 4 * entry) * 1000 / unitsPerEm;
        }
        return widths;
    }

    /** Where a table begins. */
    private int table(String tag) {
        int wanted = tag.charAt(0) << 24 | tag.charAt(1) << 16 | tag.charAt(2) << 8 | tag.charAt(3);
        for (int i = 0; i < unsigned(4); i++) {
            int at = 12 + RECORD * i;
            if (file.getInt(at) == wanted) {
                return file.getInt(at + 8);
            }
        }
        throw new IllegalArgumentException("a font without a table '" + tag + "'");
    }

    /** Where the table of characters by segments, {@code cmap} format 4, begins; each font for people's texts has one. */
    private int segments() {
        int table = table("cmap");
        for (int i = 0; i < unsigned(table + 2); i++) {
            int at = table + file.getInt(table + 8 + 8 * i);
            if (unsigned(at) == 4) {
                return at;
            }
        }
        throw new IllegalArgumentException("a font without a character table of format 4");
    }

    /** The glyph of a character; 0, the glyph for what is missing, where the font has none. */
    private int glyph(int table, int character) {
        int size = unsigned(table + 6);
        int ends = table + 14;
        int segment = 0;
        while (unsigned(ends + segment) < character) {
            segment += 2;
        }
        int starts = ends + size + 2;
        int start = unsigned(starts + segment);
        int delta = unsigned(starts + size + segment);
        int rangeAt = starts + 2 * size + segment;
        int range = unsigned(rangeAt);
        if (character < start) {
            return 0;
        } else if (range == 0) {
            return character + delta & 0xFFFF;
        }
        int glyph = unsigned(rangeAt + range + 2 * (character - start));
        return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
    }

    private int unsigned(int at) {
        return file.getShort(at) & 0xFFFF;
    }
}
