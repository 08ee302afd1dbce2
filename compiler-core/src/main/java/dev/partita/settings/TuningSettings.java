package dev.partita.settings;

import java.util.List;
import java.util.Optional;

/** How hard TensorRT searches, and what it may use. */
public final class TuningSettings {

    public static final Setting<Optional<Long>> OPTIMIZATION_LEVEL = Setting.of(
            "optimization_level", new SettingType.Maybe<>(new SettingType.Whole(0, 5)), Optional.empty(),
            Group.TUNING, Stage.BUILD, """
            TensorRT's builder optimization level: 0 builds fastest, 5 searches longest. None leaves TensorRT's own
            default, which is 3.""").forcingRebuild();

    public static final Setting<Long> WORKSPACE_SIZE = Setting.of(
            "workspace_size", new SettingType.Whole(0, Long.MAX_VALUE), 0L, Group.TUNING, Stage.BUILD, """
            Bytes of GPU memory a layer may use while running. 0 leaves TensorRT's own limit, the whole device.""");

    public static final Setting<Long> NUM_AVG_TIMING_ITERS = Setting.of(
            "num_avg_timing_iters", new SettingType.Whole(1, 1000), 4L, Group.TUNING, Stage.BUILD, """
            How often each tactic is timed while building. Torch-TensorRT times once, trtexec eight times; more gives
            steadier choices and a longer build.""");

    public static final Setting<Optional<Long>> MAX_AUX_STREAMS = Setting.of(
            "max_aux_streams", new SettingType.Maybe<>(new SettingType.Whole(0, 64)), Optional.empty(),
            Group.TUNING, Stage.BUILD, """
            Further CUDA streams an engine may use to run layers side by side. 0 forbids them, none lets TensorRT
            choose.""").forcingRebuild();

    public static final Setting<Boolean> SPARSE_WEIGHTS = Setting.of(
            "sparse_weights", new SettingType.Flag(), false, Group.TUNING, Stage.BUILD, """
            Let TensorRT use kernels for weights of which two in four are zero.""").forcingRebuild();

    public static final Setting<Boolean> DISABLE_TF32 = Setting.of(
            "disable_tf32", new SettingType.Flag(), false, Group.TUNING, Stage.BUILD, """
            Compute float32 products in full precision instead of TF32's ten-bit mantissa; slower, closer to the
            reference.""").forcingRebuild();

    public static final Setting<Boolean> ATTN_BIAS_IS_CAUSAL = Setting.of(
            "attn_bias_is_causal", new SettingType.Flag(), true, Group.TUNING, Stage.LOWERING, """
            Take the bias of efficient attention with equally long queries and keys for a causal mask and discard its
            values. Wrong for any other mask: turn it off then.""").forcingRebuild();

    private TuningSettings() {}

    static List<Setting<?>> all() {
        return List.of(OPTIMIZATION_LEVEL, WORKSPACE_SIZE, NUM_AVG_TIMING_ITERS, MAX_AUX_STREAMS, SPARSE_WEIGHTS,
                DISABLE_TF32, ATTN_BIAS_IS_CAUSAL);
    }
}
