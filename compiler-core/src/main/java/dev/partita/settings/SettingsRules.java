package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What no single setting can check: values that contradict each other. */
public final class SettingsRules {

    private SettingsRules() {}

    /** One sentence per contradiction, saying which setting to change; empty when all is well. */
    public static List<String> problems(CompilationSettings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.get(CoreSettings.REQUIRE_FULL_COMPILATION)
                && settings.get(PartitionSettings.FALLBACK_DATA_DEPENDENT_OPS)) {
            problems.add("require_full_compilation and fallback_data_dependent_ops exclude each other: turn one off");
        }
        if (settings.get(PrecisionSettings.TYPING) == Typing.EXPLICIT
                && !settings.get(PrecisionSettings.ENABLED_PRECISIONS).equals(Set.of(DType.FLOAT32))) {
            problems.add("enabled_precisions has no effect while typing is explicit: choose typing builders_choice");
        }
        requests(settings, problems);
        if (settings.get(PrecisionSettings.TYPING) == Typing.BUILDERS_CHOICE
                && settings.get(WeightSettings.ENABLE_WEIGHT_STREAMING)) {
            problems.add("enable_weight_streaming needs typing explicit");
        }
        if (settings.get(WeightSettings.IMMUTABLE_WEIGHTS)) {
            for (Setting<Boolean> refitting : List.of(
                    WeightSettings.REFIT_IDENTICAL_ENGINE_WEIGHTS, WeightSettings.STRIP_ENGINE_WEIGHTS)) {
                if (settings.get(refitting)) {
                    problems.add(refitting.name() + " needs refittable engines: turn immutable_weights off");
                }
            }
        }
        if (settings.get(AutocastSettings.ENABLE_AUTOCAST)
                && settings.get(AutocastSettings.AUTOCAST_LOW_PRECISION_TYPE).isEmpty()) {
            problems.add("enable_autocast does nothing without autocast_low_precision_type: choose float16 or bfloat16");
        }
        if (settings.get(ResourceSettings.CPU_MEMORY_BUDGET).isPresent()
                && !settings.get(ResourceSettings.ENABLE_RESOURCE_PARTITIONING)) {
            problems.add("cpu_memory_budget has no effect while enable_resource_partitioning is off");
        }
        if (settings.get(ResourceSettings.ENABLE_RESOURCE_PARTITIONING)
                && settings.get(ResourceSettings.CPU_MEMORY_BUDGET).isEmpty()) {
            problems.add("enable_resource_partitioning needs cpu_memory_budget");
        }
        return problems;
    }

    /** With TensorRT's choice, a layer can only be held to a type that the builder may use. */
    private static void requests(CompilationSettings settings, List<String> problems) {
        for (String text : settings.get(PrecisionSettings.NODE_PRECISIONS)) {
            try {
                DType dtype = PrecisionRequest.parse(text).dtype();
                if (settings.get(PrecisionSettings.TYPING) == Typing.BUILDERS_CHOICE && dtype != DType.FLOAT32
                        && !settings.get(PrecisionSettings.ENABLED_PRECISIONS).contains(dtype)) {
                    problems.add("node_precisions asks for " + dtype.torchName() + ", which enabled_precisions leaves out: add it");
                }
            } catch (SettingsException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Throws the first problem. */
    public static CompilationSettings checked(CompilationSettings settings) {
        List<String> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new SettingsException(String.join("; ", problems));
        }
        return settings;
    }
}
