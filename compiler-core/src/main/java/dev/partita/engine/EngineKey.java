package dev.partita.engine;

import dev.partita.settings.Setting;
import dev.partita.settings.Settings;
import dev.partita.settings.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything an engine depends on. Unlike Torch-TensorRT's key it holds the wiring and arguments of the network, the
 * weights, and every setting that reaches the builder: an engine found by it is the engine that would be built.
 *
 * @param settings by name, as text
 * @param target TensorRT's version and the GPU
 */
public record EngineKey(
        String networkDigest, String weightsDigest, Map<String, String> settings, String ranges, String target) {

    public EngineKey {
        settings = Map.copyOf(settings);
    }

    public static EngineKey of(JobFolder.Written job, BuildSettings build, String target) {
        Map<String, String> settings = new TreeMap<>();
        for (Setting<?> setting : Settings.ALL) {
            boolean reachesBuilder = setting.forcesRebuild() || setting.stage() == Stage.BUILD;
            // Ranges are those of this engine, not those of the whole program; a timing cache changes no result.
            if (reachesBuilder && !setting.name().equals("inputs") && !setting.name().equals("timing_cache_path")) {
                settings.put(setting.name(), build.options().text(setting));
            }
        }
        String ranges = build.ranges().stream().map(InputRange::words).collect(Collectors.joining("; "));
        return new EngineKey(job.networkDigest(), job.weightsDigest(), settings, ranges, target);
    }

    /** Name of the engine in the cache. */
    public String hash() {
        return Sha256.of(String.join("\n", networkDigest, weightsDigest, new TreeMap<>(settings).toString(), ranges,
                target));
    }

    public boolean isOfSameNetwork(EngineKey other) {
        return networkDigest.equals(other.networkDigest);
    }

    /** What, besides the network, is not the same in {@code other}, in words. */
    public List<String> differences(EngineKey other) {
        List<String> words = new ArrayList<>();
        if (!weightsDigest.equals(other.weightsDigest)) {
            words.add("other weights");
        }
        new TreeMap<>(settings).forEach((name, value) -> {
            String others = other.settings.getOrDefault(name, "not recorded");
            if (!value.equals(others)) {
                words.add(name + " is " + value + ", not " + others);
            }
        });
        if (!ranges.equals(other.ranges)) {
            words.add("input ranges are " + orNone(ranges) + ", not " + orNone(other.ranges));
        }
        if (!target.equals(other.target)) {
            words.add("built for " + target + ", not " + other.target);
        }
        return words;
    }

    private static String orNone(String ranges) {
        return ranges.isEmpty() ? "none" : ranges;
    }
}
