package dev.partita.settings;

import java.util.List;

/** On which machines and TensorRT versions an engine may run. */
public final class HardwareSettings {

    public static final Setting<Boolean> VERSION_COMPATIBLE = Setting.of(
            "version_compatible", new SettingType.Flag(), false, Group.HARDWARE, Stage.BUILD, """
            Build engines that later TensorRT versions of the same major release can load.""").forcingRebuild();

    public static final Setting<Boolean> HARDWARE_COMPATIBLE = Setting.of(
            "hardware_compatible", new SettingType.Flag(), false, Group.HARDWARE, Stage.BUILD, """
            Build engines that run on any GPU from the Ampere generation on, not only on this kind; somewhat
            slower.""").forcingRebuild();

    public static final Setting<EngineCapability> ENGINE_CAPABILITY = Setting.of(
            "engine_capability", new SettingType.Choice<>(EngineCapability.class), EngineCapability.STANDARD,
            Group.HARDWARE, Stage.BUILD, """
            Restrict engines to what the safety runtime or a stand-alone DLA can run.""").forcingRebuild();

    private HardwareSettings() {}

    static List<Setting<?>> all() {
        return List.of(VERSION_COMPATIBLE, HARDWARE_COMPATIBLE, ENGINE_CAPABILITY);
    }
}
