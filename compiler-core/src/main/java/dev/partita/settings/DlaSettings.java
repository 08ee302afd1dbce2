package dev.partita.settings;

import java.util.List;

/** Memory of the deep learning accelerator on Jetson and DRIVE; applied only when {@code device} is one. */
public final class DlaSettings {

    public static final Setting<Long> DLA_SRAM_SIZE = Setting.of(
            "dla_sram_size", bytes(), 1_048_576L, Group.DLA, Stage.BUILD, "Bytes of fast software-managed RAM of the DLA.");

    public static final Setting<Long> DLA_LOCAL_DRAM_SIZE = Setting.of(
            "dla_local_dram_size", bytes(), 1_073_741_824L, Group.DLA, Stage.BUILD,
            "Bytes of host RAM with which the DLA shares data between operations.");

    public static final Setting<Long> DLA_GLOBAL_DRAM_SIZE = Setting.of(
            "dla_global_dram_size", bytes(), 536_870_912L, Group.DLA, Stage.BUILD,
            "Bytes of host RAM in which the DLA keeps weights and metadata.");

    private DlaSettings() {}

    static List<Setting<?>> all() {
        return List.of(DLA_SRAM_SIZE, DLA_LOCAL_DRAM_SIZE, DLA_GLOBAL_DRAM_SIZE);
    }

    private static SettingType<Long> bytes() {
        return new SettingType.Whole(4096, Long.MAX_VALUE);
    }
}
