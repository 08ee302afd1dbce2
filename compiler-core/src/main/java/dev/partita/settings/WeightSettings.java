package dev.partita.settings;

import java.util.List;

/** How engines hold their weights. */
public final class WeightSettings {

    public static final Setting<Boolean> IMMUTABLE_WEIGHTS = Setting.of(
            "immutable_weights", new SettingType.Flag(), true, Group.WEIGHTS, Stage.PARTITION, """
            Build engines whose weights never change: the fastest. Off makes them refittable; embedding_bag is then not
            converted. Unlike in Torch-TensorRT the engine cache works either way.""").forcingRebuild();

    public static final Setting<Boolean> REFIT_IDENTICAL_ENGINE_WEIGHTS = Setting.of(
            "refit_identical_engine_weights", new SettingType.Flag(), false, Group.WEIGHTS, Stage.BUILD, """
            Build engines that are refitted only with the very same weights, which optimises better than free
            refitting. Needs immutable_weights off.""").forcingRebuild();

    public static final Setting<Boolean> STRIP_ENGINE_WEIGHTS = Setting.of(
            "strip_engine_weights", new SettingType.Flag(), false, Group.WEIGHTS, Stage.BUILD, """
            Leave the weights out of the engine file; they are filled in when it is loaded. Needs immutable_weights
            off.""").forcingRebuild();

    public static final Setting<Boolean> ENABLE_WEIGHT_STREAMING = Setting.of(
            "enable_weight_streaming", new SettingType.Flag(), false, Group.WEIGHTS, Stage.BUILD, """
            Keep weights in host memory and stream them to the GPU while running, for models larger than its memory.
            Needs typing explicit.""").forcingRebuild();

    private WeightSettings() {}

    static List<Setting<?>> all() {
        return List.of(IMMUTABLE_WEIGHTS, REFIT_IDENTICAL_ENGINE_WEIGHTS, STRIP_ENGINE_WEIGHTS, ENABLE_WEIGHT_STREAMING);
    }
}
