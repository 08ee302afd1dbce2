package dev.partita.settings;

import java.util.List;
import java.util.Optional;

/** Memory of the host, and when that of the GPU is allocated. */
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

    public static final Setting<Boolean> USE_PRE_ALLOCATED_OUTPUTS = Setting.of(
            "use_pre_allocated_outputs", new SettingType.Flag(), false, Group.RESOURCES, Stage.RUN, """
            Allocate what the engines of the next run will write when this run is enqueued, while the GPU works; taken if the
            shapes are the same. Holds memory for all outputs of all engines between runs. CUDA graphs have outputs of their
            own and gain nothing. Torch-TensorRT switches this with torch_tensorrt.runtime.enable_pre_allocated_outputs.""")
            .ours();

    private ResourceSettings() {}

    static List<Setting<?>> all() {
        return List.of(ENABLE_RESOURCE_PARTITIONING, CPU_MEMORY_BUDGET, USE_PRE_ALLOCATED_OUTPUTS);
    }
}
