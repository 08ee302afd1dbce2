package dev.partita.profile;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One engine, or one program, measured on one machine.
 *
 * @param inputs with which it ran
 * @param layers empty when layers were not asked for
 * @param layerQueries queries of the layer run, warm-up included
 * @param notes what the reader must know to trust the numbers, such as a CUDA graph that could not be captured
 */
public record Profile(
        MeasureSettings settings, List<MeasuredInput> inputs, Measurement measurement, List<LayerTiming> layers,
        int layerQueries, List<String> notes) {

    /** An input and its extents while it was measured. */
    public record MeasuredInput(String name, List<Long> shape) {
        public MeasuredInput {
            shape = List.copyOf(shape);
        }

        /** As trtexec's {@code --shapes} has it: {@code input_ids:4x64}. */
        @Override
        public String toString() {
            return name + ":" + (shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining("x")));
        }
    }

    public Profile {
        // Profiles in older files name no inputs.
        inputs = List.copyOf(Objects.requireNonNullElse(inputs, List.of()));
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }
}
