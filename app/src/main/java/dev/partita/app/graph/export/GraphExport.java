package dev.partita.app.graph.export;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.GraphPainter;
import dev.partita.app.graph.paint.Surface;
import dev.partita.app.graph.paint.Surface.Rect;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.svg.SVGGraphics2D;

/** Writes pictures of graphs to files. Needs no window and no display. */
public final class GraphExport {

    /** Larger images are scaled down to this many pixels. */
    public static final long MOST_PIXELS = 120_000_000;
    /** A page of PDF may not be longer. */
    private static final double LONGEST_PAGE = 14_400;

    private GraphExport() {}

    /** Writes or overwrites a file. */
    public static void write(Picture picture, PictureFormat format, Path file) throws IOException {
        switch (format) {
            case PNG -> writePng(picture, file);
            case SVG -> Files.writeString(file, svg(picture));
            case PDF -> writePdf(picture, file);
            case DOT -> Files.writeString(file, DotWriter.dot(picture.scene().model()));
            case JSON -> Files.writeString(file, JsonWriter.json(picture));
        }
    }

    private static void writePng(Picture picture, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image(picture), "png", out);
        }
    }

    /** The picture as an image; scaled down when it would be larger than {@link #MOST_PIXELS}. */
    public static BufferedImage image(Picture wanted) {
        double pixels = wanted.width() * wanted.height();
        Picture picture = pixels <= MOST_PIXELS ? wanted : wanted.atScale(wanted.scale() * Math.sqrt(MOST_PIXELS / pixels) * 0.99);
        BufferedImage image =
                new BufferedImage((int) picture.width(), (int) picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        paint(new Java2dSurface(graphics), picture);
        graphics.dispose();
        return image;
    }

    private static String svg(Picture picture) {
        SVGGraphics2D graphics = new SVGGraphics2D(picture.width(), picture.height());
        graphics.setDefsKeyPrefix("graph-");
        paint(new Java2dSurface(graphics), picture);
        return graphics.getSVGDocument();
    }

    private static void writePdf(Picture wanted, Path file) throws IOException {
        double longest = Math.max(wanted.width(), wanted.height());
        Picture picture = longest <= LONGEST_PAGE ? wanted : wanted.atScale(wanted.scale() * LONGEST_PAGE / longest * 0.98);
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle((float) picture.width(), (float) picture.height()));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                paint(new PdfSurface(document, content, picture.height()), picture);
            } catch (UncheckedIOException e) {
                throw new IOException("cannot draw the page of " + file, e);
            }
            document.save(file.toFile());
        }
    }

    private static void paint(Surface surface, Picture picture) {
        Rect whole = new Rect(0, 0, picture.width(), picture.height());
        surface.fillRect(whole, 0, picture.look().palette().ground().background());
        double body = picture.height() - picture.legendHeight();
        double left = (picture.width() - picture.area().width() * picture.scale()) / 2;
        Camera camera = new Camera(picture.area().x() - left / picture.scale(),
                picture.area().y() - Picture.MARGIN / picture.scale(), picture.scale());
        new GraphPainter(surface, picture.scene(), camera, picture.look(), Detail.of(picture.scale())).paint(picture.width(), body);
        if (picture.legend()) {
            surface.fillRect(new Rect(0, body, picture.width(), picture.legendHeight()), 0,
                    picture.look().palette().ground().background());
            picture.legendPainter().paint(surface, body, picture.width());
        }
    }
}
