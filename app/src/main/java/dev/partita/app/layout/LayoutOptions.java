package dev.partita.app.layout;

/**
 * Distances, in the unit of the box sizes.
 *
 * @param boxGap between neighbouring boxes of a layer
 * @param laneGap between an edge that passes a layer and its neighbours
 * @param layerGap between layers; grows where edges cover a long way across
 * @param sweeps passes of the crossing reduction, at most
 */
public record LayoutOptions(Direction direction, double boxGap, double laneGap, double layerGap, int sweeps) {

    public static final LayoutOptions DEFAULT = new LayoutOptions(Direction.TOP_DOWN, 28, 14, 34, 24);

    public LayoutOptions withDirection(Direction newDirection) {
        return new LayoutOptions(newDirection, boxGap, laneGap, layerGap, sweeps);
    }
}
