package dev.partita.settings;

import java.util.List;
import java.util.Optional;

/** Memory of the host and the GPU. */
public final class ResourceSettings {

    public static final Setting<Boolean> ENABLE_RESOURCE_PARTITIONING = Setting.of(
            "enable_resource_partitioning", new SettingType.Flag(), false, Group.RESOURCES, Stage.PARTITION, """
            Split TensorRT blocks whose weights would not fit into memory four times while they are built.""");

    public static final Setting<Optional<Long>> CPU_MEMORY_BUDGET = Setting.of(
            "cpu_memory_budget", new SettingType.Maybe<>(new SettingType.Whole(1, Long.MAX_VALUE)), Optional.empty(),
            Group.RESOURCES, Stage.PARTITION, """
            Bytes of host memory that building may use, for resource partitioning. None takes what the system has
            free.""");

    public static final Setting<Boolean> DYNAMICALLY_ALLOCATE_RESOURCES = Setting.of(
            "dynamically_allocate_resources", new SettingType.Flag(), false, Group.RESOURCES, Stage.RUN, """
            Give an engine its GPU work space at each call instead of for its whole life, so that several engines
            share it.""");

    private ResourceSettings() {}

    static List<Setting<?>> all() {
        return List.of(ENABLE_RESOURCE_PARTITIONING, CPU_MEMORY_BUDGET, DYNAMICALLY_ALLOCATE_RESOURCES);
    }
}
