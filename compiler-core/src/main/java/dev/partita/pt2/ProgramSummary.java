package dev.partita.pt2;

import java.util.List;
import java.util.Map;

/** The facts about a program that a person asks first; component names are the keys of {@code partita info --json}. */
public record ProgramSummary(
        String model,
        Origin producer,
        Interface signature,
        Contents graph,
        Data data,
        List<String> warnings) {

    /** @param dialect {@code TRAINING} (composite ops, the default of torch.export) or {@code ATEN} (decomposed) */
    public record Origin(String torch, String schema, String dialect, Map<String, Long> opsets) {}

    public record Interface(List<Input> inputs, List<Output> outputs, List<Dynamic> dynamic) {}

    /**
     * What a caller passes.
     *
     * @param type such as {@code float32[s0, 3, 224, 224]}, or the fixed Python value
     */
    public record Input(String name, String type) {}

    /** @param role {@code output}, or what the value is written back to */
    public record Output(String name, String role, String type) {}

    /**
     * A dimension that may vary.
     *
     * @param min empty when there is no lower bound, likewise max
     * @param where the inputs' dimensions in which it stands, such as {@code x[0]}
     */
    public record Dynamic(String symbol, String min, String max, List<String> where) {}

    /**
     * @param ops calls by target, most frequent first, nested graphs included
     * @param nestedGraphs number of graphs inside higher-order ops
     */
    public record Contents(int calls, Map<String, Integer> ops, int nestedGraphs) {}

    /**
     * @param bytes of all distinct storages
     * @param dtypes elements by dtype
     */
    public record Data(int parameters, int buffers, int constants, long bytes, Map<String, Long> dtypes) {}
}
