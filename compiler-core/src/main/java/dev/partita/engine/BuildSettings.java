package dev.partita.engine;

import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * How to build one engine.
 *
 * @param options those of the settings that concern TensorRT's builder are read, the others are not
 * @param ranges of all inputs when one of them is dynamic; empty for a static network
 * @param timingCache where TensorRT keeps the timings of its tactics; made when missing
 * @param detailed whether the layer report tells kernels, formats and types besides names
 */
public record BuildSettings(
        CompilationSettings options, List<InputRange> ranges, Path timingCache, boolean detailed) {

    public BuildSettings {
        ranges = List.copyOf(ranges);
        if (ranges.stream().mapToInt(range -> range.profiles().size()).distinct().count() > 1) {
            throw new IllegalArgumentException("inputs differ in their number of optimization profiles: " + ranges);
        }
    }

    /** How many optimization profiles the engine gets; none when it is static. */
    public int profileCount() {
        return ranges.isEmpty() ? 0 : ranges.getFirst().profiles().size();
    }
}
