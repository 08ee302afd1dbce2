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
import java.util.ArrayList;
import java.util.List;

/** The lines at the bottom of a picture that say what it shows and what the colours mean. */
final class LegendPainter {

    /** A legend may make a narrow picture this wide before it takes another line. */
    private static final double LEAST_WIDTH = 640;
    private static final double SIZE = 12;
    private static final double SWATCH = 14;
    private static final double GAP = 22;
    private static final double ROW = 22;

    private final Look look;
    private final String name;

    LegendPainter(Look look, GraphModel model) {
        this.look = look;
        name = model.name();
    }

    /** What the legend asks for when the drawing itself needs less. */
    double leastWidth() {
        double oneLine = nameWidth() + entries().stream().mapToDouble(entry -> GAP + width(entry)).sum();
        return Math.min(LEAST_WIDTH, oneLine) + 2 * Picture.MARGIN;
    }

    double height(double pictureWidth) {
        return ROW * rows(pictureWidth).size() + ROW;
    }

    private List<Overlay.Entry> entries() {
        return look.overlay().legend().stream().filter(entry -> entry.count() > 0).toList();
    }

    private double nameWidth() {
        return FontMetrics.inter().width(name, Face.SEMIBOLD, SIZE);
    }

    private static double width(Overlay.Entry entry) {
        return SWATCH + 7 + FontMetrics.inter().width(words(entry), Face.REGULAR, SIZE);
    }

    private static String words(Overlay.Entry entry) {
        return entry.words() + " (" + entry.count() + ")";
    }

    /** The entries of each line; the name stands before those of the first. */
    private List<List<Overlay.Entry>> rows(double pictureWidth) {
        List<List<Overlay.Entry>> rows = new ArrayList<>(List.of(new ArrayList<>()));
        double x = nameWidth() + GAP;
        for (Overlay.Entry entry : entries()) {
            boolean fits = x + width(entry) <= pictureWidth - 2 * Picture.MARGIN;
            if (!fits && x > 0) {
                rows.add(new ArrayList<>());
                x = 0;
            }
            rows.getLast().add(entry);
            x += width(entry) + GAP;
        }
        return rows;
    }

    void paint(Surface surface, double top, double width) {
        surface.fillRect(new Rect(0, top, width, 1), 0, look.palette().ground().groupLine());
        double baseline = top + 27;
        surface.text(name, Picture.MARGIN, baseline, new Font(Face.SEMIBOLD, SIZE), look.palette().ink().text());
        double x = Picture.MARGIN + nameWidth() + GAP;
        for (List<Overlay.Entry> row : rows(width)) {
            for (Overlay.Entry entry : row) {
                paint(surface, entry, x, baseline);
                x += width(entry) + GAP;
            }
            x = Picture.MARGIN;
            baseline += ROW;
        }
    }

    private void paint(Surface surface, Overlay.Entry entry, double x, double baseline) {
        surface.fillRect(new Rect(x, baseline - 11.5, SWATCH, SWATCH), 4, entry.shade().strong());
        if (entry.pattern() == Overlay.Pattern.HATCHED) {
            Path hatch = new Path().move(x + 1, baseline - 4).line(x + 7.5, baseline - 10.5)
                    .move(x + 4, baseline + 1).line(x + 13, baseline - 8);
            surface.strokePath(hatch, 1.6, entry.shade().fill(), false);
        }
        surface.text(words(entry), x + SWATCH + 7, baseline, new Font(Face.REGULAR, SIZE), look.palette().ink().muted());
    }
}
