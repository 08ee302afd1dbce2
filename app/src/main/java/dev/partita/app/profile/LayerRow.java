package dev.partita.app.profile;

import java.util.List;

/**
 * Time of one engine layer, or of one Torch segment.
 *
 * @param percent of the time of all rows
 * @param nodes names of the graph's nodes that it computes; several share its time, which is never divided among them
 */
record LayerRow(String segment, String layer, double medianMillis, double percent, List<String> nodes) {

    LayerRow withPercent(double other) {
        return new LayerRow(segment, layer, medianMillis, other, nodes);
    }
}
