package dev.partita.app.graph.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FontFileTest {

    /** Latin, Greek, Cyrillic, punctuation, arrows and mathematics. */
    private static final int COUNT = 0x2300;

    private static byte[] bytes(Face face) throws IOException {
        try (InputStream in = FontMetrics.open(face)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource
    void widthsAreThoseThatFontBoxReads(Face face) throws IOException {
        int[] expected = new int[COUNT];
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes(face)))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            for (int c = 0; c < COUNT; c++) {
                expected[c] = font.getAdvanceWidth(glyphs.getGlyphId(c)) * 1000 / font.getUnitsPerEm();
            }
        }
        assertArrayEquals(expected, new FontFile(bytes(face)).widths(COUNT));
    }

    @Test
    void aFontWithoutWidthsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FontFile(new byte[12]).widths(1));
    }
}
