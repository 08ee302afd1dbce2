package dev.partita.app.graph.export;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Face;
import dev.partita.app.graph.paint.FontMetrics;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.Path;
import dev.partita.app.graph.paint.Surface;
import dev.partita.app.graph.paint.Surface.Font;
import dev.partita.app.graph.paint.Surface.Rect;

/** The line at the bottom of a picture that says what it shows and what the colours mean. */
final class LegendPainter {

    private static final double SIZE = 12;
    private static final double SWATCH = 14;
    private static final double GAP = 22;

    private LegendPainter() {}

    static double width(Look look, GraphModel model) {
        double width = FontMetrics.inter().width(model.name(), Face.SEMIBOLD, SIZE) + GAP;
        for (Overlay.Entry entry : look.overlay().legend()) {
            if (entry.count() > 0) {
                width += SWATCH + 7 + FontMetrics.inter().width(words(entry), Face.REGULAR, SIZE) + GAP;
            }
        }
        return width - GAP;
    }

    private static String words(Overlay.Entry entry) {
        return entry.words() + " (" + entry.count() + ")";
    }

    static void paint(Surface surface, Look look, GraphModel model, double top, double width) {
        int line = look.palette().ground().groupLine();
        surface.fillRect(new Rect(0, top, width, 1), 0, line);
        double x = Picture.MARGIN;
        double baseline = top + 27;
        surface.text(model.name(), x, baseline, new Font(Face.SEMIBOLD, SIZE), look.palette().ink().text());
        x += FontMetrics.inter().width(model.name(), Face.SEMIBOLD, SIZE) + GAP;
        for (Overlay.Entry entry : look.overlay().legend()) {
            if (entry.count() == 0) {
                continue;
            }
            Rect swatch = new Rect(x, baseline - 11.5, SWATCH, SWATCH);
            surface.fillRect(swatch, 4, entry.shade().strong());
            if (entry.pattern() == Overlay.Pattern.HATCHED) {
                Path path = new Path().move(x + 1, baseline - 4).line(x + 7.5, baseline - 10.5)
                        .move(x + 4, baseline + 1).line(x + 13, baseline - 8);
                surface.strokePath(path, 1.6, entry.shade().fill(), false);
            }
            x += SWATCH + 7;
            surface.text(words(entry), x, baseline, new Font(Face.REGULAR, SIZE), look.palette().ink().muted());
            x += FontMetrics.inter().width(words(entry), Face.REGULAR, SIZE) + GAP;
        }
    }
}
