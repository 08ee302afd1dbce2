package dev.partita.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What nearly everybody touches: block size, exclusions, inputs. */
public final class CoreSettings {

    public static final Setting<Long> MIN_BLOCK_SIZE = Setting.of(
            "min_block_size", new SettingType.Whole(1, Integer.MAX_VALUE), 5L, Group.CORE, Stage.PARTITION, """
            Smallest TensorRT block that is kept; smaller ones run in Torch. The fast partitioner counts every call,
            getitem and arithmetic on sizes included; the global one leaves getitem out. A graph with fewer supported
            ops than this stays in Torch altogether.""");

    public static final Setting<Set<String>> TORCH_EXECUTED_OPS = Setting.of(
            "torch_executed_ops", new SettingType.SetOf<>(new SettingType.Text("an op such as torch.ops.aten.relu.default")),
            Set.of(), Group.CORE, Stage.PARTITION, """
            Ops that must run in Torch. Torch-TensorRT matches only the exact overload, torch.ops.aten.relu.default;
            Partita also takes aten.relu.default and the op with all its overloads, aten.relu, except when it matches
            Torch-TensorRT. An entry that matches no op of the graph is pointed out.""");

    public static final Setting<Set<String>> TORCH_EXECUTED_MODULES = Setting.of(
            "torch_executed_modules", new SettingType.SetOf<>(new SettingType.Text("a module path such as encoder.layer.*.attention")),
            Set.of(), Group.CORE, Stage.PARTITION, """
            Modules that must run in Torch with everything inside them, by path: layer1.0.conv1. A star stands for one
            part of the path and so picks all identical modules: encoder.layer.*.attention. Torch-TensorRT has the
            argument but never implemented it.""").ours();

    public static final Setting<Set<String>> TORCH_EXECUTED_NODES = Setting.of(
            "torch_executed_nodes", new SettingType.SetOf<>(new SettingType.Text("a node name such as relu_3")),
            Set.of(), Group.CORE, Stage.PARTITION, """
            Single nodes of the lowered graph that must run in Torch, by name. Torch-TensorRT has no setting for it.""")
            .ours();

    public static final Setting<Boolean> REQUIRE_FULL_COMPILATION = Setting.of(
            "require_full_compilation", new SettingType.Flag(), false, Group.CORE, Stage.PARTITION, """
            Fail unless the whole graph becomes one TensorRT block; min_block_size is then ignored. In Torch-TensorRT a
            graph with fewer supported ops than min_block_size slips through unconverted; Partita converts it, except
            when it matches Torch-TensorRT.""");

    public static final Setting<Optional<String>> DEVICE = Setting.of(
            "device", new SettingType.Maybe<>(new SettingType.Text("a device such as cuda:0")), Optional.empty(),
            Group.CORE, Stage.BUILD, "The GPU for which engines are built and on which they run; none is the first one.");

    public static final Setting<List<InputSpec>> INPUTS = Setting.of(
            "inputs", new SettingType.Inputs(), List.of(), Group.CORE, Stage.BUILD, """
            Range of each dynamic input (min, opt, max) and, if it differs from the program's, the element type. Must lie
            within the program's own constraints. An input not named here takes the program's range; an opt not given
            is the midpoint of min and max, which Torch-TensorRT computes wrongly.""");

    private CoreSettings() {}

    static List<Setting<?>> all() {
        return List.of(MIN_BLOCK_SIZE, TORCH_EXECUTED_OPS, TORCH_EXECUTED_MODULES, TORCH_EXECUTED_NODES,
                REQUIRE_FULL_COMPILATION, DEVICE, INPUTS);
    }
}
