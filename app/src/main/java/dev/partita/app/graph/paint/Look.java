package dev.partita.app.graph.paint;

import java.util.Set;

/**
 * How a scene is painted.
 *
 * @param shares of {@code overlay}
 * @param marks what stands out
 */
public record Look(GraphPalette palette, Overlay overlay, GroupShares shares, Marks marks, Options options) {

    /**
     * Numbers of boxes and items that stand out.
     *
     * @param selected items
     * @param inputs lines into the selection
     * @param outputs lines out of it
     * @param matches boxes found by a search; when not empty all others step back
     * @param focus the item with the keyboard, or -1
     */
    public record Marks(Set<Integer> selected, Set<Integer> inputs, Set<Integer> outputs, Set<Integer> matches, int focus) {
        public static final Marks NONE = new Marks(Set.of(), Set.of(), Set.of(), Set.of(), -1);

        public Marks {
            selected = Set.copyOf(selected);
            inputs = Set.copyOf(inputs);
            outputs = Set.copyOf(outputs);
            matches = Set.copyOf(matches);
        }
    }

    /** What is written and how thick wires are. */
    public record Options(boolean shapes, boolean thicknessByBytes, int hoveredItem, int hoveredLine) {
        public static final Options DEFAULT = new Options(true, true, -1, -1);

        public Options withShapesToggled() {
            return new Options(!shapes, thicknessByBytes, hoveredItem, hoveredLine);
        }

        public Options withThicknessToggled() {
            return new Options(shapes, !thicknessByBytes, hoveredItem, hoveredLine);
        }

        /** What the pointer is on; -1 for nothing. */
        public Options pointing(int item, int line) {
            return new Options(shapes, thicknessByBytes, item, line);
        }
    }

    public static Look of(GraphPalette palette, Overlay overlay, GroupShares shares) {
        return new Look(palette, overlay, shares, Marks.NONE, Options.DEFAULT);
    }

    public Look with(Marks newMarks) {
        return new Look(palette, overlay, shares, newMarks, options);
    }

    public Look with(Options newOptions) {
        return new Look(palette, overlay, shares, marks, newOptions);
    }
}
