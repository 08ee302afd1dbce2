package dev.partita.app.graph.export;

import dev.partita.app.graph.paint.Face;
import dev.partita.app.graph.paint.FontMetrics;
import dev.partita.app.graph.paint.Path;
import dev.partita.app.graph.paint.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/** Draws on a page of PDF, whose y axis points up. Throws {@link UncheckedIOException} when writing fails. */
final class PdfSurface implements Surface {

    /** Length of the handles of a quarter circle of radius 1 drawn as a cubic. */
    private static final double QUARTER = 0.5523;

    private final PDPageContentStream page;
    private final double height;
    private final Map<Face, PDType0Font> fonts = new EnumMap<>(Face.class);
    private final Map<Integer, PDExtendedGraphicsState> alphas = new HashMap<>();

    PdfSurface(PDDocument document, PDPageContentStream page, double height) throws IOException {
        this.page = page;
        this.height = height;
        for (Face face : Face.values()) {
            try (InputStream in = FontMetrics.open(face)) {
                fonts.put(face, PDType0Font.load(document, in, true));
            }
        }
    }

    /** A step of drawing that may fail. */
    private interface Drawing {
        void run() throws IOException;
    }

    private static void draw(Drawing drawing) {
        try {
            drawing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float x(double x) {
        return (float) x;
    }

    private float y(double y) {
        return (float) (height - y);
    }

    private void ink(int argb) throws IOException {
        int alpha = argb >>> 24;
        PDExtendedGraphicsState state = alphas.computeIfAbsent(alpha, value -> {
            PDExtendedGraphicsState made = new PDExtendedGraphicsState();
            made.setNonStrokingAlphaConstant(value / 255f);
            made.setStrokingAlphaConstant(value / 255f);
            return made;
        });
        page.setGraphicsStateParameters(state);
        float red = (argb >> 16 & 0xFF) / 255f;
        float green = (argb >> 8 & 0xFF) / 255f;
        float blue = (argb & 0xFF) / 255f;
        page.setNonStrokingColor(red, green, blue);
        page.setStrokingColor(red, green, blue);
    }

    private void outline(Rect rect, double wanted) throws IOException {
        double radius = Math.min(wanted, Math.min(rect.width(), rect.height()) / 2);
        if (radius < 0.5) {
            page.addRect(x(rect.x()), y(rect.bottom()), (float) rect.width(), (float) rect.height());
            return;
        }
        double h = radius * (1 - QUARTER);
        double l = rect.x();
        double t = rect.y();
        double r = rect.right();
        double b = rect.bottom();
        page.moveTo(x(l + radius), y(t));
        page.lineTo(x(r - radius), y(t));
        page.curveTo(x(r - h), y(t), x(r), y(t + h), x(r), y(t + radius));
        page.lineTo(x(r), y(b - radius));
        page.curveTo(x(r), y(b - h), x(r - h), y(b), x(r - radius), y(b));
        page.lineTo(x(l + radius), y(b));
        page.curveTo(x(l + h), y(b), x(l), y(b - h), x(l), y(b - radius));
        page.lineTo(x(l), y(t + radius));
        page.curveTo(x(l), y(t + h), x(l + h), y(t), x(l + radius), y(t));
        page.closePath();
    }

    private void outline(Path path) {
        path.visit((step, c, at) -> draw(() -> {
            switch (step) {
                case MOVE -> page.moveTo(x(c[at]), y(c[at + 1]));
                case LINE -> page.lineTo(x(c[at]), y(c[at + 1]));
                case CURVE -> page.curveTo(
                        x(c[at]), y(c[at + 1]), x(c[at + 2]), y(c[at + 3]), x(c[at + 4]), y(c[at + 5]));
                case CLOSE -> page.closePath();
            }
        }));
    }

    @Override
    public void fillRect(Rect rect, double radius, int argb) {
        draw(() -> {
            ink(argb);
            outline(rect, radius);
            page.fill();
        });
    }

    @Override
    public void strokeRect(Rect rect, double radius, double lineWidth, int argb) {
        draw(() -> {
            ink(argb);
            page.setLineWidth((float) lineWidth);
            page.setLineDashPattern(new float[0], 0);
            outline(rect, radius);
            page.stroke();
        });
    }

    @Override
    public void strokePath(Path path, double lineWidth, int argb, boolean dashed) {
        draw(() -> {
            ink(argb);
            page.setLineWidth((float) lineWidth);
            page.setLineDashPattern(dashed ? new float[] {(float) (lineWidth * 3), (float) (lineWidth * 2.5)} : new float[0], 0);
            if (!path.isEmpty()) {
                outline(path);
                page.stroke();
            }
        });
    }

    @Override
    public void fillPath(Path path, int argb) {
        draw(() -> {
            ink(argb);
            if (!path.isEmpty()) {
                outline(path);
                page.fill();
            }
        });
    }

    @Override
    public void text(String text, double x, double baseline, Font font, int argb) {
        draw(() -> {
            ink(argb);
            page.beginText();
            page.setFont(fonts.get(font.face()), (float) font.size());
            page.newLineAtOffset(x(x), y(baseline));
            page.showText(text);
            page.endText();
        });
    }
}
