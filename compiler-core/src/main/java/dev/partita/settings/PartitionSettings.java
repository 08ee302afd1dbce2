package dev.partita.settings;

import java.util.List;

/** How the graph is lowered and cut. */
public final class PartitionSettings {

    public static final Setting<Boolean> USE_FAST_PARTITIONER = Setting.of(
            "use_fast_partitioner", new SettingType.Flag(), true, Group.PARTITIONING, Stage.PARTITION, """
            On: blocks in one pass over the graph, Torch parts as blocks of their own. Off: merge supported neighbours
            from the end of the graph as long as no cycle arises; Torch nodes stay in the outer graph.""");

    public static final Setting<Boolean> ASSUME_DYNAMIC_SHAPE_SUPPORT = Setting.of(
            "assume_dynamic_shape_support", new SettingType.Flag(), false, Group.PARTITIONING, Stage.PARTITION, """
            Convert nodes with dynamic shapes even where a converter is only known to work with fixed ones; the build
            may then fail.""");

    public static final Setting<Boolean> ENABLE_EXPERIMENTAL_DECOMPOSITIONS = Setting.of(
            "enable_experimental_decompositions", new SettingType.Flag(), false, Group.PARTITIONING, Stage.LOWERING, """
            Break ops down by all of PyTorch's core decompositions instead of the selected ones.""");

    public static final Setting<Boolean> DECOMPOSE_ATTENTION = Setting.of(
            "decompose_attention", new SettingType.Flag(), true, Group.PARTITIONING, Stage.LOWERING, """
            Break attention down to matrix products and softmax, which TensorRT fuses again. On by default here, off in
            Torch-TensorRT: TensorRT 10.6 has no attention layer, so without it attention runs in Torch.""")
            .forcingRebuild();

    public static final Setting<Boolean> FALLBACK_DATA_DEPENDENT_OPS = Setting.of(
            "fallback_data_dependent_ops", new SettingType.Flag(), false, Group.PARTITIONING, Stage.PARTITION, """
            Run ops in Torch whose output shape depends on values, such as nonzero. They keep an engine out of CUDA
            graphs. Cannot be combined with require_full_compilation.""");

    public static final Setting<Boolean> MATCH_TORCH_TENSORRT = Setting.of(
            "match_torch_tensorrt", new SettingType.Flag(), false, Group.PARTITIONING, Stage.LOWERING, """
            Lower, support and partition exactly as Torch-TensorRT does, its limits and quirks included, so that the
            dry runs of both can be compared. What a program writes to its buffers and inputs is then lost, and complex
            numbers are rewritten by rules that take the last axis of any tensor that meets them for real and imaginary
            part: such results are wrong. Off, Partita writes back, keeps the meaning, and may convert more.""").ours();

    private PartitionSettings() {}

    static List<Setting<?>> all() {
        return List.of(USE_FAST_PARTITIONER, ASSUME_DYNAMIC_SHAPE_SUPPORT, ENABLE_EXPERIMENTAL_DECOMPOSITIONS,
                DECOMPOSE_ATTENTION, FALLBACK_DATA_DEPENDENT_OPS, MATCH_TORCH_TENSORRT);
    }
}
