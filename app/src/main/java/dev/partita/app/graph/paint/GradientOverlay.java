package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Boxes coloured by a number, in a gradient that grows darker or lighter all the way, so that it reads without hue. */
public final class GradientOverlay implements Overlay {

    private static final int STEPS = 5;

    private final GraphModel model;
    private final NodeData data;
    private final GraphPalette palette;
    private final List<Entry> legend;

    public GradientOverlay(GraphModel model, NodeData data, GraphPalette palette) {
        this.model = model;
        this.data = data;
        this.palette = palette;
        int[] counts = new int[STEPS + 1];
        for (int box = 0; box < model.boxes().size(); box++) {
            counts[entry(box)]++;
        }
        List<Entry> entries = new ArrayList<>();
        for (int step = 0; step < STEPS && !data.values().isEmpty(); step++) {
            int top = STEPS - 1 - step;
            String words = number(bound(top)) + " – " + number(bound(top + 1)) + (data.unit().isEmpty() ? "" : " " + data.unit());
            entries.add(new Entry(words, shadeAt((top + 0.5) / STEPS), Pattern.SOLID, counts[step]));
        }
        entries.add(new Entry("No value", palette.backends().none(), Pattern.PLAIN, counts[data.values().isEmpty() ? 0 : STEPS]));
        legend = List.copyOf(entries);
    }

    private double bound(int step) {
        return data.least() + (data.most() - data.least()) * step / STEPS;
    }

    /** Three digits, without zeros at the end; of very small ones, such as errors, the first and their magnitude. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || (size > 0 && size < 1e-3)) {
            return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : "%.1e", value);
        }
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    private double share(double value) {
        double range = data.most() - data.least();
        return range == 0 ? 1 : (value - data.least()) / range;
    }

    private Shade shadeAt(double share) {
        int strong = palette.gradient(share);
        // The lowest steps are near the ground: their border must not be.
        int line = GraphPalette.mix(strong, palette.ink().faint(), 0.45);
        return new Shade(GraphPalette.mix(palette.ground().box(), strong, 0.75), line, strong);
    }

    @Override
    public String title() {
        return data.title();
    }

    @Override
    public List<Entry> legend() {
        return legend;
    }

    @Override
    public int entry(int box) {
        OptionalDouble value = data.value(model.boxes().get(box).id());
        return value.isEmpty() ? (data.values().isEmpty() ? 0 : STEPS) : STEPS - 1 - Math.min(STEPS - 1, (int) (share(value.getAsDouble()) * STEPS));
    }

    @Override
    public Shade shade(int box) {
        OptionalDouble value = data.value(model.boxes().get(box).id());
        return value.isEmpty() ? palette.backends().none() : shadeAt(share(value.getAsDouble()));
    }

    @Override
    public String badge(int box) {
        OptionalDouble value = data.value(model.boxes().get(box).id());
        return value.isEmpty() ? "" : number(value.getAsDouble()) + (data.unit().isEmpty() ? "" : " " + data.unit());
    }

    @Override
    public double weight(int box) {
        return data.value(model.boxes().get(box).id()).orElse(0);
    }
}
