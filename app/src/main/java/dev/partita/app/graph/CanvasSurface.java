package dev.partita.app.graph;

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
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** Draws on JavaFX canvases, one at a time. Colours and fonts are made once and kept. */
final class CanvasSurface implements Surface {

    private GraphicsContext graphics;
    private final Map<Integer, Color> colors = new HashMap<>();
    private final Map<Font, javafx.scene.text.Font> fonts = new HashMap<>();
    private final Map<Face, String> names = new EnumMap<>(Face.class);
    private final double[] none = {};

    CanvasSurface(GraphicsContext graphics) {
        this.graphics = graphics;
        for (Face face : Face.values()) {
            try (InputStream in = FontMetrics.open(face)) {
                javafx.scene.text.Font loaded = javafx.scene.text.Font.loadFont(in, 12);
                names.put(face, loaded == null ? javafx.scene.text.Font.getDefault().getName() : loaded.getName());
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled font " + face.resource() + " cannot be read", e);
            }
        }
    }

    /** Draws on another canvas from now on. */
    CanvasSurface on(GraphicsContext other) {
        graphics = other;
        return this;
    }

    private Color color(int argb) {
        return colors.computeIfAbsent(argb,
                value -> Color.rgb(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF, (value >>> 24) / 255.0));
    }

    @Override
    public void fillRect(Rect rect, double radius, int argb) {
        graphics.setFill(color(argb));
        if (radius < 0.5) {
            graphics.fillRect(rect.x(), rect.y(), rect.width(), rect.height());
        } else {
            graphics.fillRoundRect(rect.x(), rect.y(), rect.width(), rect.height(), 2 * radius, 2 * radius);
        }
    }

    @Override
    public void strokeRect(Rect rect, double radius, double lineWidth, int argb) {
        graphics.setStroke(color(argb));
        graphics.setLineWidth(lineWidth);
        if (radius < 0.5) {
            graphics.strokeRect(rect.x(), rect.y(), rect.width(), rect.height());
        } else {
            graphics.strokeRoundRect(rect.x(), rect.y(), rect.width(), rect.height(), 2 * radius, 2 * radius);
        }
    }

    @Override
    public void strokePath(Path path, double lineWidth, int argb, boolean dashed) {
        graphics.setStroke(color(argb));
        graphics.setLineWidth(lineWidth);
        graphics.setLineCap(StrokeLineCap.BUTT);
        graphics.setLineJoin(StrokeLineJoin.ROUND);
        graphics.setLineDashes(dashed ? new double[] {3 * lineWidth, 2.5 * lineWidth} : none);
        outline(path);
        graphics.stroke();
        if (dashed) {
            graphics.setLineDashes(none);
        }
    }

    @Override
    public void fillPath(Path path, int argb) {
        graphics.setFill(color(argb));
        outline(path);
        graphics.fill();
    }

    private void outline(Path path) {
        graphics.beginPath();
        path.visit((step, c, at) -> {
            switch (step) {
                case MOVE -> graphics.moveTo(c[at], c[at + 1]);
                case LINE -> graphics.lineTo(c[at], c[at + 1]);
                case CURVE -> graphics.bezierCurveTo(c[at], c[at + 1], c[at + 2], c[at + 3], c[at + 4], c[at + 5]);
                case CLOSE -> graphics.closePath();
            }
        });
    }

    @Override
    public void text(String text, double x, double baseline, Font font, int argb) {
        graphics.setFill(color(argb));
        graphics.setFont(fonts.computeIfAbsent(rounded(font), this::load));
        graphics.fillText(text, x, baseline);
    }

    /** While zooming every frame has another size; eighths keep the number of fonts small. */
    private static Font rounded(Font font) {
        return new Font(font.face(), Math.round(font.size() * 8) / 8.0);
    }

    private javafx.scene.text.Font load(Font font) {
        return new javafx.scene.text.Font(names.get(font.face()), font.size());
    }
}
