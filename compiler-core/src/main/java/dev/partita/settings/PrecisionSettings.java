package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Set;

/** In which element types the engines compute. */
public final class PrecisionSettings {

    public static final Setting<Typing> TYPING = Setting.of(
            "typing", new SettingType.Choice<>(Typing.class), Typing.EXPLICIT, Group.PRECISION, Stage.LOWERING, """
            explicit: each layer computes in the type that the graph says (a strongly typed network).
            builders_choice: TensorRT picks the fastest of enabled_precisions for each layer (a weakly typed network).""")
            .ours().forcingRebuild();

    public static final Setting<Set<DType>> ENABLED_PRECISIONS = Setting.of(
            "enabled_precisions",
            new SettingType.SetOf<>(new SettingType.ElementType(List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.INT8))),
            Set.of(DType.FLOAT32), Group.PRECISION, Stage.BUILD, """
            The types among which TensorRT may choose; needs typing builders_choice and is refused without it. int8 needs
            a scale for each tensor, and Partita does not calibrate: without scales TensorRT 10.6 refuses to build. Recent
            Torch-TensorRT ignores this option without a word.""").ours().forcingRebuild();

    public static final Setting<Set<String>> NODE_PRECISIONS = Setting.of(
            "node_precisions",
            new SettingType.SetOf<>(new SettingType.Text("a request such as op:torch.ops.aten.convolution.default=float16")),
            Set.of(), Group.PRECISION, Stage.LOWERING, """
            Which nodes compute in which type: node:NAME=TYPE, op:OP=TYPE, module:PATH=TYPE (with all inside) or
            regex:PATTERN=TYPE on "module path/node name", as the lowered graph has them; the first that fits counts. With
            typing explicit the graph gets casts around the node, with builders_choice its layers get that precision.""")
            .ours().forcingRebuild();

    public static final Setting<Boolean> TRUNCATE_DOUBLE = Setting.of(
            "truncate_double", new SettingType.Flag(), false, Group.PRECISION, Stage.PARTITION, """
            Compute float64 parts in float32: constants are narrowed, inputs and outputs of a block are cast. TensorRT
            has no float64, so without this ops on float64 run in Torch.""");

    public static final Setting<Boolean> USE_FP32_ACC = Setting.of(
            "use_fp32_acc", new SettingType.Flag(), false, Group.PRECISION, Stage.LOWERING, """
            Cast the operands of float16 matrix products to float32 and the result back; with decomposed attention the
            whole attention computes in float32. No effect on float32 and bfloat16.""");

    private PrecisionSettings() {}

    static List<Setting<?>> all() {
        return List.of(TYPING, ENABLED_PRECISIONS, NODE_PRECISIONS, TRUNCATE_DOUBLE, USE_FP32_ACC);
    }
}
