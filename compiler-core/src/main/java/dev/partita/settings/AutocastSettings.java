package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Casts that lowering inserts by rule, so that a strongly typed network computes in a shorter type. */
public final class AutocastSettings {

    public static final Setting<Boolean> ENABLE_AUTOCAST = Setting.of(
            "enable_autocast", new SettingType.Flag(), false, Group.AUTOCAST, Stage.LOWERING, """
            Insert casts so that ops which tolerate it compute in autocast_low_precision_type and the others in
            float32. Needs that type to be chosen.""").forcingRebuild();

    public static final Setting<Optional<DType>> AUTOCAST_LOW_PRECISION_TYPE = Setting.of(
            "autocast_low_precision_type",
            new SettingType.Maybe<>(new SettingType.ElementType(List.of(DType.FLOAT16, DType.BFLOAT16))),
            Optional.empty(), Group.AUTOCAST, Stage.LOWERING, """
            The shorter type of autocast: float16 or bfloat16.""").forcingRebuild();

    public static final Setting<Set<String>> AUTOCAST_EXCLUDED_NODES = Setting.of(
            "autocast_excluded_nodes", new SettingType.SetOf<>(new SettingType.Text("a regular expression on module paths")),
            Set.of(), Group.AUTOCAST, Stage.LOWERING, """
            Regular expressions; a node whose module path starts with a match keeps float32.""").forcingRebuild();

    public static final Setting<Set<String>> AUTOCAST_EXCLUDED_OPS = Setting.of(
            "autocast_excluded_ops", new SettingType.SetOf<>(new SettingType.Text("an op such as torch.ops.aten.relu.default")),
            Set.of(), Group.AUTOCAST, Stage.LOWERING, """
            Ops that keep float32, by qualified name with overload.""").forcingRebuild();

    private AutocastSettings() {}

    static List<Setting<?>> all() {
        return List.of(ENABLE_AUTOCAST, AUTOCAST_LOW_PRECISION_TYPE, AUTOCAST_EXCLUDED_NODES, AUTOCAST_EXCLUDED_OPS);
    }
}
