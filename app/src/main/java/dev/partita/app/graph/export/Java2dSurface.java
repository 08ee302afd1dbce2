package dev.partita.app.graph.export;

import dev.partita.app.graph.paint.Face;
import dev.partita.app.graph.paint.FontMetrics;
import dev.partita.app.graph.paint.Path;
import dev.partita.app.graph.paint.Surface;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** Draws on Java2D: an image, or JFreeSVG's document. */
final class Java2dSurface implements Surface {

    private static final Map<Face, java.awt.Font> FONTS = loadFonts();

    private final Graphics2D graphics;

    Java2dSurface(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private static Map<Face, java.awt.Font> loadFonts() {
        Map<Face, java.awt.Font> fonts = new EnumMap<>(Face.class);
        for (Face face : Face.values()) {
            try (InputStream in = FontMetrics.open(face)) {
                fonts.put(face, java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, in));
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled font " + face.resource() + " cannot be read", e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("the bundled font " + face.resource() + " is damaged", e);
            }
        }
        return fonts;
    }

    private static Shape shape(Rect rect, double radius) {
        return radius < 0.5
                ? new Rectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height())
                : new RoundRectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height(), 2 * radius, 2 * radius);
    }

    private void ink(int argb) {
        graphics.setColor(new Color(argb, true));
    }

    @Override
    public void fillRect(Rect rect, double radius, int argb) {
        ink(argb);
        graphics.fill(shape(rect, radius));
    }

    @Override
    public void strokeRect(Rect rect, double radius, double lineWidth, int argb) {
        ink(argb);
        graphics.setStroke(new BasicStroke((float) lineWidth));
        graphics.draw(shape(rect, radius));
    }

    @Override
    public void strokePath(Path path, double lineWidth, int argb, boolean dashed) {
        ink(argb);
        float[] dashes = dashed ? new float[] {(float) (lineWidth * 3), (float) (lineWidth * 2.5)} : null;
        graphics.setStroke(new BasicStroke((float) lineWidth, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
        graphics.draw(shape(path));
    }

    @Override
    public void fillPath(Path path, int argb) {
        ink(argb);
        graphics.fill(shape(path));
    }

    private static Shape shape(Path path) {
        Path2D.Double shape = new Path2D.Double();
        path.visit((step, c, at) -> {
            switch (step) {
                case MOVE -> shape.moveTo(c[at], c[at + 1]);
                case LINE -> shape.lineTo(c[at], c[at + 1]);
                case CURVE -> shape.curveTo(c[at], c[at + 1], c[at + 2], c[at + 3], c[at + 4], c[at + 5]);
                case CLOSE -> shape.closePath();
            }
        });
        return shape;
    }

    @Override
    public void text(String text, double x, double baseline, Font font, int argb) {
        ink(argb);
        java.awt.Font face = FONTS.get(font.face());
        if (face != null) {
            graphics.setFont(face.deriveFont((float) font.size()));
        }
        graphics.drawString(text, (float) x, (float) baseline);
    }
}
