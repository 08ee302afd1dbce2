package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.Group;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Face;
import dev.partita.app.graph.paint.FontMetrics;

/** Measures of the drawing: sizes of texts, and of the boxes that must hold them. */
public final class BoxSizes {

    public static final double TITLE_SIZE = 13;
    public static final double DETAIL_SIZE = 11;
    /** From a box's left border to its text; the stripe is in between. */
    public static final double LEFT = 16;
    public static final double RIGHT = 14;
    public static final double CHEVRON = 16;
    public static final double BADGE = 34;

    private static final double LEAST_WIDTH = 84;
    private static final double WIDEST = 480;

    private BoxSizes() {}

    /** {@code inputs} is the number of wires that come in; they stand apart as far as a reasonable width allows. */
    static double width(Box box, int inputs) {
        FontMetrics metrics = FontMetrics.inter();
        double text = Math.max(metrics.width(box.label().title(), Face.SEMIBOLD, TITLE_SIZE),
                metrics.width(box.label().detail(), Face.REGULAR, DETAIL_SIZE));
        return even(Math.max(Math.max(LEAST_WIDTH, Math.min(WIDEST, 12.0 * (inputs + 1))), LEFT + text + RIGHT));
    }

    static double height(Box box) {
        return box.label().detail().isEmpty() ? 32 : 46;
    }

    static double closedWidth(GraphModel model, int group) {
        FontMetrics metrics = FontMetrics.inter();
        Group at = model.groups().get(group);
        double badge = model.repeats(group) > 1 ? BADGE : 0;
        double text = Math.max(metrics.width(at.name().label(), Face.SEMIBOLD, TITLE_SIZE) + badge,
                metrics.width(subtitle(model, group), Face.REGULAR, DETAIL_SIZE));
        return even(Math.max(130, LEFT + CHEVRON + text + RIGHT));
    }

    static double closedHeight() {
        return 56;
    }

    static double openWidth(GraphModel model, int group) {
        FontMetrics metrics = FontMetrics.inter();
        Group at = model.groups().get(group);
        double badge = model.repeats(group) > 1 ? BADGE : 0;
        return even(12 + CHEVRON + metrics.width(at.name().label(), Face.SEMIBOLD, TITLE_SIZE) + 8
                + metrics.width(at.name().type(), Face.REGULAR, DETAIL_SIZE) + badge + 16);
    }

    /** {@code BertLayer · 24 ops}. */
    public static String subtitle(GraphModel model, int group) {
        String type = model.groups().get(group).name().type();
        int count = model.boxCount(group);
        String ops = count == 1 ? "1 op" : count + " ops";
        return type.isEmpty() ? ops : type + " · " + ops;
    }

    /** Whole pixels on both sides of the centre keep straight chains crisp. */
    private static double even(double width) {
        return 2 * Math.ceil(width / 2);
    }
}
