package dev.partita.app.graph.paint;

import dev.partita.app.graph.paint.GraphPalette.Shade;
import java.util.List;

/**
 * What the colours of boxes mean: where they run, what they do, how long they take. Each box belongs to one entry of the
 * legend; closed groups show the shares of the entries inside them.
 */
public interface Overlay {

    /** The legend's heading. */
    String title();

    /** The entries, most important first; they are also the facets that the legend filters by. */
    List<Entry> legend();

    /** The place in the legend of a box's entry. */
    int entry(int box);

    /** The colours of a box; those of its entry unless the overlay is finer than its legend. */
    default Shade shade(int box) {
        return legend().get(entry(box)).shade();
    }

    /** A few words in the corner of a box, such as its time; empty for none. */
    default String badge(int box) {
        return "";
    }

    /** How much a box weighs in the shares of its group. */
    default double weight(int box) {
        return 1;
    }

    /**
     * @param words such as {@code TensorRT engine 1}
     * @param count how many boxes
     */
    record Entry(String words, Shade shade, Pattern pattern, int count) {}

    /** Tells entries apart without colour. */
    enum Pattern { PLAIN, SOLID, HATCHED, DOTTED }
}
