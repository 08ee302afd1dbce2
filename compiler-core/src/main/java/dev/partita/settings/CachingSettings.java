package dev.partita.settings;

import java.util.List;
import java.util.Optional;

/** What is kept between builds. */
public final class CachingSettings {

    public static final Setting<Boolean> CACHE_BUILT_ENGINES = Setting.of(
            "cache_built_engines", new SettingType.Flag(), true, Group.CACHING, Stage.RUN, """
            Keep built engines on disk. On by default here; in Torch-TensorRT it is off, and without effect as long as
            immutable_weights is on.""");

    public static final Setting<Boolean> REUSE_CACHED_ENGINES = Setting.of(
            "reuse_cached_engines", new SettingType.Flag(), true, Group.CACHING, Stage.RUN, """
            Take an engine from the cache when graph, weights, GPU and every setting that forces a rebuild agree.""");

    public static final Setting<Optional<String>> TIMING_CACHE_PATH = Setting.of(
            "timing_cache_path", new SettingType.Maybe<>(new SettingType.Text("a file")), Optional.empty(),
            Group.CACHING, Stage.BUILD, """
            File in which TensorRT's tactic timings are kept from build to build; missing folders are made. None is a
            file in Partita's own cache folder.""");

    private CachingSettings() {}

    static List<Setting<?>> all() {
        return List.of(CACHE_BUILT_ENGINES, REUSE_CACHED_ENGINES, TIMING_CACHE_PATH);
    }
}
