package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.model.Wire;
import dev.partita.app.layout.BoxGraph;
import dev.partita.compile.OpenedProgram;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * Prints, for each program given as an argument, how the flat layouts of ELK and of this program compare, and leaves a
 * picture of both below target/elk: ours at the left.
 */
final class ElkComparison {

    private static final int WIDTH = 620;
    private static final int HEIGHT = 900;

    private ElkComparison() {}

    public static void main(String[] files) throws IOException {
        System.out.println("| program | boxes | edges | crossings ours / ELK | edge length ours / ELK | boxes run through ours / ELK | ms ours / ELK |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String file : files) {
            compare(Path.of(file));
        }
    }

    private static void compare(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replace(".pt2", "");
        BoxGraph graph = graph(file);
        ElkLayout.of(graph);
        PlainDrawing.ours(graph);
        long start = System.nanoTime();
        PlainDrawing ours = PlainDrawing.ours(graph);
        long middle = System.nanoTime();
        PlainDrawing elk = ElkLayout.of(graph);
        long end = System.nanoTime();
        System.out.printf("| %s | %d | %d | %d / %d | %,.0f / %,.0f | %d / %d | %.0f / %.0f |%n", name, graph.boxCount(), graph.edgeCount(),
                ours.crossings(graph), elk.crossings(graph), ours.edgeLength(), elk.edgeLength(),
                ours.boxesHit(graph), elk.boxesHit(graph), (middle - start) / 1e6, (end - middle) / 1e6);
        Path picture = Path.of("target", "elk", name + ".png");
        Files.createDirectories(picture.getParent());
        ImageIO.write(picture(ours, elk), "png", picture.toFile());
    }

    static BoxGraph graph(Path file) {
        try (OpenedProgram program = OpenedProgram.open(file, Optional.empty())) {
            return graph(PlannedGraph.exported(String.valueOf(file.getFileName()), program.importProgram()).model());
        }
    }

    /** All boxes of a model on one level, in the sizes in which they are drawn; parallel wires count once. */
    static BoxGraph graph(GraphModel model) {
        BoxGraph.Builder builder = BoxGraph.builder();
        int[] inputs = new int[model.boxes().size()];
        model.wires().forEach(wire -> inputs[wire.to()]++);
        for (int box = 0; box < model.boxes().size(); box++) {
            builder.box(BoxSizes.width(model.boxes().get(box), inputs[box]), BoxSizes.height(model.boxes().get(box)));
        }
        var seen = new java.util.HashSet<Long>();
        for (Wire wire : model.wires()) {
            if (seen.add((long) wire.from() << 32 | wire.to())) {
                builder.edge(wire.from(), wire.signal(), BoxGraph.FREE, wire.to(), BoxGraph.FREE);
            }
        }
        return builder.build();
    }

    private static BufferedImage picture(PlainDrawing ours, PlainDrawing elk) {
        BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 2 * WIDTH, HEIGHT);
        double scale = scale(ours, elk);
        draw(graphics, ours, 0, scale);
        draw(graphics, elk, WIDTH, scale);
        graphics.dispose();
        return image;
    }

    /** The beginning of a graph longer than the picture, readable, rather than a hair of all of it. */
    private static double scale(PlainDrawing ours, PlainDrawing elk) {
        Supplier<Double> across = () -> (WIDTH - 20) / Math.max(ours.width(), elk.width());
        return Math.min(0.35, across.get());
    }

    private static void draw(Graphics2D graphics, PlainDrawing drawing, int left, double scale) {
        Graphics2D part = (Graphics2D) graphics.create(left, 0, WIDTH, HEIGHT);
        part.translate(WIDTH / 2.0 - drawing.width() * scale / 2, 10);
        part.scale(scale, scale);
        part.setColor(new Color(0x8A93A3));
        part.setStroke(new BasicStroke((float) (1 / scale)));
        for (double[] edge : drawing.edges()) {
            Path2D.Double path = new Path2D.Double();
            for (int p = 0; p < edge.length; p += 2) {
                if (p == 0) {
                    path.moveTo(edge[0], edge[1]);
                } else {
                    path.lineTo(edge[p], edge[p + 1]);
                }
            }
            part.draw(path);
        }
        part.setColor(new Color(0x2F6FEB));
        drawing.boxes().forEach(box -> part.fill(new Rectangle2D.Double(box[0], box[1], box[2], box[3])));
        part.dispose();
    }
}
