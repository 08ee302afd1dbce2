package dev.partita.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of Torch-TensorRT, present and past, that could have no effect here. Saying so beats swallowing them.
 */
final class RefusedSettings {

    /**
     * @param harmless the value that asks for nothing: Torch-TensorRT writes it into every settings file
     */
    private record Refusal(String name, @Nullable Object harmless, String reason) {
        String sentence() {
            return "setting '" + name + "' has no effect here: " + reason;
        }
    }

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("tiling_optimization_level", "none", "TensorRT 10.6 has no tiling; it came with 10.8"),
            new Refusal("l2_limit_for_tiling", -1, "TensorRT 10.6 has no tiling; it came with 10.8"),
            new Refusal("pass_through_build_failures", false, "a failed build is always reported"),
            new Refusal("use_complex_decomposition", false, "complex numbers are always lowered to pairs of reals"),
            new Refusal("use_distributed_mode_trace", false, "a file holds a program that is already traced"),
            new Refusal("dryrun", false, "'partita partition' is the dry run"),
            new Refusal("lazy_engine_init", false, "no engine is loaded before all are built"),
            new Refusal("offload_module_to_cpu", false, "weights stay mapped from the file and never fill the GPU"),
            new Refusal("enable_cross_compile_for_windows", false, "engines are built for the system Partita runs on"),
            new Refusal("autocast_calibration_dataloader", null, "a Python data loader cannot be read from a file"),
            new Refusal("autocast_max_output_threshold", 512, "it needs calibration data, which a file cannot carry"),
            new Refusal("autocast_max_depth_of_reduction", null, "it needs calibration data, which a file cannot carry"),
            new Refusal("disabled_constant_fold_exclusions", List.of(), "no rule of that kind exists"),
            new Refusal("dynamically_allocate_resources", false, "an engine keeps its work space while it is loaded"),
            new Refusal("runtime_cache_path", null, "it belongs to TensorRT-RTX"),
            new Refusal("use_python_runtime", false, "it has no effect in Torch-TensorRT either"),
            new Refusal("use_explicit_typing", null, "it was replaced: use typing explicit or builders_choice"),
            new Refusal("truncate_long_and_double", false, "it was renamed: use truncate_double"),
            new Refusal("make_refittable", false, "it was turned round: use immutable_weights false"),
            new Refusal("refit", false, "it was turned round: use immutable_weights false"),
            new Refusal("debug", false, "use --verbose"));

    private RefusedSettings() {}

    static Optional<String> reason(String name) {
        String plain = name.replace('-', '_');
        return REFUSALS.stream().filter(refusal -> refusal.name.equals(plain)).map(Refusal::sentence).findFirst();
    }

    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        REFUSALS.forEach(refusal -> all.put(refusal.name, refusal.sentence()));
        return Collections.unmodifiableMap(all);
    }

    /** Whether {@code value} is what Torch-TensorRT writes when nobody chose anything. */
    static boolean isHarmless(String name, @Nullable Object value) {
        return REFUSALS.stream().anyMatch(refusal -> refusal.name.equals(name)
                && (Objects.equals(refusal.harmless, value)
                        || (refusal.harmless instanceof Number left && value instanceof Number right
                                && left.doubleValue() == right.doubleValue())));
    }
}
