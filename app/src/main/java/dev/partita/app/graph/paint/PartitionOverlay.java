package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.Placement;
import dev.partita.app.graph.model.Placement.Backend;
import dev.partita.app.graph.model.Placements;
import dev.partita.app.graph.paint.GraphPalette.Shade;
import java.util.List;

/** Where boxes run: TensorRT green with a solid stripe, Torch orange with a hatched one; neighbours alternate. */
public final class PartitionOverlay implements Overlay {

    private final Placements placements;
    private final GraphPalette palette;
    private final List<Entry> legend;

    public PartitionOverlay(Placements placements, GraphPalette palette) {
        this.placements = placements;
        this.palette = palette;
        var counts = placements.counts();
        legend = List.of(
                new Entry(words("TensorRT", placements.segments(Backend.TENSORRT), "engine"),
                        palette.backends().tensorRt().getFirst(), Pattern.SOLID, counts.getOrDefault(Backend.TENSORRT, 0)),
                new Entry(words("Torch", placements.segments(Backend.TORCH), "segment"),
                        palette.backends().torch().getFirst(), Pattern.HATCHED, counts.getOrDefault(Backend.TORCH, 0)),
                new Entry("Inputs and outputs", palette.backends().none(), Pattern.PLAIN, counts.getOrDefault(Backend.NONE, 0)));
    }

    private static String words(String backend, int segments, String noun) {
        return segments == 0 ? backend : backend + ", " + segments + " " + noun + (segments == 1 ? "" : "s");
    }

    @Override
    public String title() {
        return "Partition";
    }

    @Override
    public List<Entry> legend() {
        return legend;
    }

    @Override
    public int entry(int box) {
        return switch (placements.of(box).backend()) {
            case TENSORRT -> 0;
            case TORCH -> 1;
            case NONE -> 2;
        };
    }

    @Override
    public Shade shade(int box) {
        Placement placement = placements.of(box);
        return switch (placement.backend()) {
            case TENSORRT -> alternating(palette.backends().tensorRt(), placement.ordinal());
            case TORCH -> alternating(palette.backends().torch(), placement.ordinal());
            case NONE -> palette.backends().none();
        };
    }

    private static Shade alternating(List<Shade> shades, int ordinal) {
        return shades.get(Math.floorMod(ordinal, shades.size()));
    }
}
