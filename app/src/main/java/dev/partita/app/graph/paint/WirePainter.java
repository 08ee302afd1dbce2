package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Wire;
import dev.partita.app.graph.paint.Surface.Font;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Curves;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.WireLabels;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Route;
import java.util.HashSet;
import java.util.Set;

/** Paints wires with their arrow heads and, near where they begin, the shapes that they carry. */
final class WirePainter {

    private static final double ARROW = 7;

    private final Surface surface;
    private final Scene scene;
    private final Camera camera;
    private final Look look;
    private final Detail detail;
    private final Path path = new Path();
    private final Curves.Frame frame;
    private final Set<Piece> drawn = new HashSet<>();
    private Rect seen = new Rect(0, 0, 0, 0);

    WirePainter(Surface surface, Scene scene, Camera camera, Look look, Detail detail) {
        this.surface = surface;
        this.scene = scene;
        this.camera = camera;
        this.look = look;
        this.detail = detail;
        frame = new Curves.Frame(camera.x(), camera.y(), camera.scale());
    }

    void paint(Rect visible) {
        seen = visible;
        int[] lines = scene.linesIn(visible);
        for (int line : lines) {
            if (!isMarked(line)) {
                wire(line, look.palette().ground().wire(), thickness(scene.lines().get(line).wire()));
            }
        }
        drawn.clear();
        for (int line : lines) {
            if (isMarked(line)) {
                wire(line, color(line), thickness(scene.lines().get(line).wire()) + 0.9);
            }
        }
        if (detail == Detail.FULL && look.options().shapes() && camera.scale() * WireLabels.SIZE >= 6.5) {
            scene.labels().in(visible).forEach(this::label);
        }
    }

    private boolean isMarked(int line) {
        return look.options().hoveredLine() == line || look.marks().inputs().contains(line) || look.marks().outputs().contains(line);
    }

    private int color(int line) {
        if (look.marks().inputs().contains(line)) {
            return look.palette().accents().inputs();
        }
        return look.marks().outputs().contains(line) ? look.palette().accents().outputs() : look.palette().accents().selection();
    }

    /** From 1 to 2.6 by the size of the value, a step for each factor of 16. */
    private double thickness(Wire wire) {
        if (!look.options().thicknessByBytes() || wire.payload().bytes() <= 0) {
            return 1.2;
        }
        double steps = Math.log(wire.payload().bytes()) / Math.log(16) - 2;
        return Math.clamp(1.1 + 0.35 * steps, 1.0, 2.6);
    }

    private void wire(int line, int argb, double thickness) {
        Route route = scene.lines().get(line).route();
        if (route.size() < 2) {
            return;
        }
        path.clear();
        if (detail == Detail.DOTS) {
            path.move(frame.x(route.x(0)), frame.y(route.y(0)));
            for (int p = 1; p < route.size(); p++) {
                path.line(frame.x(route.x(p)), frame.y(route.y(p)));
            }
            surface.strokePath(path, 0.7, GraphPalette.withAlpha(argb, 0.5), false);
            return;
        }
        double width = Math.max(0.6, thickness * Math.min(1.3, Math.max(0.5, camera.scale())));
        boolean dashed = scene.lines().get(line).wire().payload().dtype().equals("int");
        double dash = dashed ? Surface.DASH * width / camera.scale() : 0;
        Curves.add(path, route, scene.direction(), new Curves.View(frame, seen, dash, this::isNew));
        if (!path.isEmpty()) {
            surface.strokePath(path, width, argb, dashed);
        }
        if (camera.scale() > 0.3 && Curves.View.meets(seen, route, route.size() - 1)) {
            arrow(route, argb);
        }
    }

    /** A piece that can be seen and that no wire with the same value has drawn already. */
    private boolean isNew(Route route, int point) {
        return Curves.View.meets(seen, route, point)
                && drawn.add(new Piece(route.x(point - 1), route.y(point - 1), route.x(point), route.y(point)));
    }

    private record Piece(double x0, double y0, double x1, double y1) {}

    private void arrow(Route route, int argb) {
        double x = frame.x(route.x(route.size() - 1));
        double y = frame.y(route.y(route.size() - 1));
        double length = ARROW * camera.scale();
        double half = length * 0.48;
        path.clear();
        if (scene.direction() == Direction.TOP_DOWN) {
            path.move(x, y).line(x - half, y - length).line(x + half, y - length).close();
        } else {
            path.move(x, y).line(x - length, y - half).line(x - length, y + half).close();
        }
        surface.fillPath(path, argb);
    }

    private void label(WireLabels.Label label) {
        double scale = camera.scale();
        int from = scene.lines().get(label.line()).from();
        int background = scene.items().get(from).parent() < 0
                ? look.palette().ground().background()
                : look.palette().ground().groups().get(
                        (scene.items().get(from).depth() - 1) % look.palette().ground().groups().size());
        Rect halo = new Rect(frame.x(label.halo().x()), frame.y(label.halo().y()), label.halo().width() * scale, label.halo().height() * scale);
        surface.fillRect(halo, 2 * scale, GraphPalette.withAlpha(background, 0.82));
        surface.text(label.words(), frame.x(label.x()), frame.y(label.baseline()),
                new Font(Face.REGULAR, WireLabels.SIZE * scale), look.palette().ink().muted());
    }
}
