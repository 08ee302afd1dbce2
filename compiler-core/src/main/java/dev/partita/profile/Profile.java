package dev.partita.profile;

import java.util.List;

/**
 * One engine measured on one machine.
 *
 * @param layers empty when layers were not asked for
 * @param layerQueries queries of the layer run, warm-up included
 * @param notes what the reader must know to trust the numbers, such as a CUDA graph that could not be captured
 */
public record Profile(
        MeasureSettings settings, Measurement measurement, List<LayerTiming> layers, int layerQueries,
        List<String> notes) {
    public Profile {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }
}
