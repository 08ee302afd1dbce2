package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.Category;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Boxes coloured by a property with few values: the kind of operation, or the element type. */
public final class FacetOverlay implements Overlay {

    private final String title;
    private final List<Entry> legend;
    private final int[] entries;

    private FacetOverlay(String title, List<Entry> legend, int[] entries) {
        this.title = title;
        this.legend = List.copyOf(legend);
        this.entries = entries;
    }

    /** By kind of operation. */
    public static FacetOverlay categories(GraphModel model, GraphPalette palette) {
        Map<String, Shade> shades = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            shades.put(category.words(), palette.scales().categories().get(category.ordinal()));
        }
        return of("Operation", model, shades, model.boxes().stream().map(box -> box.category().words()).toList());
    }

    /** By element type of what a box yields. */
    public static FacetOverlay dtypes(GraphModel model, GraphPalette palette) {
        Map<String, Shade> shades = new LinkedHashMap<>();
        List<String> values = model.boxes().stream().map(FacetOverlay::dtype).toList();
        List<Shade> available = palette.scales().categories();
        for (String value : values.stream().distinct().sorted().toList()) {
            int hue = Category.CONVOLUTION.ordinal() + shades.size() % (available.size() - Category.CONVOLUTION.ordinal());
            shades.put(value, available.get(hue));
        }
        return of("Element type", model, shades, values);
    }

    private static String dtype(Box box) {
        String dtype = box.facts().result().dtype();
        return dtype.isEmpty() ? "no tensor" : dtype;
    }

    private static FacetOverlay of(String title, GraphModel model, Map<String, Shade> shades, List<String> values) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        List<String> present = shades.keySet().stream().filter(counts::containsKey).toList();
        Map<String, Integer> place = new LinkedHashMap<>();
        List<Entry> legend = new ArrayList<>();
        for (String value : present) {
            place.put(value, legend.size());
            legend.add(new Entry(value, shades.getOrDefault(value, palette()), Pattern.SOLID, counts.getOrDefault(value, 0)));
        }
        int[] entries = new int[model.boxes().size()];
        for (int box = 0; box < entries.length; box++) {
            entries[box] = place.getOrDefault(values.get(box), 0);
        }
        return new FacetOverlay(title, legend, entries);
    }

    private static Shade palette() {
        return GraphPalette.LIGHT.backends().none();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Entry> legend() {
        return legend;
    }

    @Override
    public int entry(int box) {
        return entries[box];
    }
}
