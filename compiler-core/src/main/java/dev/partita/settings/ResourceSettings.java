package dev.partita.settings;

import java.util.List;
import java.util.Optional;

/** Memory of the host. */
public final class ResourceSettings {

    public static final Setting<Boolean> ENABLE_RESOURCE_PARTITIONING = Setting.of(
            "enable_resource_partitioning", new SettingType.Flag(), false, Group.RESOURCES, Stage.PARTITION, """
            Split TensorRT blocks whose weights would not fit into cpu_memory_budget four times while they are built. Partita
            cuts in graph order and keeps together what TensorRT fuses.""");

    public static final Setting<Optional<Long>> CPU_MEMORY_BUDGET = Setting.of(
            "cpu_memory_budget", new SettingType.Maybe<>(new SettingType.Whole(1, Long.MAX_VALUE)), Optional.empty(),
            Group.RESOURCES, Stage.PARTITION, """
            Bytes of host memory that building may use, for resource partitioning. Torch-TensorRT takes what the system has
            free when none is given; here it must be given, so that a plan is the same on every machine.""");

    private ResourceSettings() {}

    static List<Setting<?>> all() {
        return List.of(ENABLE_RESOURCE_PARTITIONING, CPU_MEMORY_BUDGET);
    }
}
