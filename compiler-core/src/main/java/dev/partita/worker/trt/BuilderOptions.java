package dev.partita.worker.trt;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.InputRange;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkInput;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.DlaSettings;
import dev.partita.settings.HardwareSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.TuningSettings;
import dev.partita.settings.Typing;
import dev.partita.settings.WeightSettings;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.DeviceType;
import org.bytedeco.tensorrt.global.nvinfer.EngineCapability;
import org.bytedeco.tensorrt.global.nvinfer.HardwareCompatibilityLevel;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.ProfilingVerbosity;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;

/** Settings as TensorRT 10.6's builder takes them. Tiling settings have no effect there: they came with 10.8. */
final class BuilderOptions {

    private static final Map<DType, BuilderFlag> PRECISIONS = Map.of(
            DType.FLOAT16, BuilderFlag.kFP16, DType.BFLOAT16, BuilderFlag.kBF16, DType.INT8, BuilderFlag.kINT8);

    private BuilderOptions() {}

    static void apply(BuildSettings settings, IBuilderConfig config) {
        CompilationSettings options = settings.options();
        config.setProfilingVerbosity(
                settings.detailed() ? ProfilingVerbosity.kDETAILED : ProfilingVerbosity.kLAYER_NAMES_ONLY);
        config.setAvgTimingIterations(Math.toIntExact(options.get(TuningSettings.NUM_AVG_TIMING_ITERS)));
        long workspace = options.get(TuningSettings.WORKSPACE_SIZE);
        if (workspace > 0) {
            config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, workspace);
        }
        options.get(TuningSettings.OPTIMIZATION_LEVEL)
                .ifPresent(level -> config.setBuilderOptimizationLevel(Math.toIntExact(level)));
        options.get(TuningSettings.MAX_AUX_STREAMS)
                .ifPresent(streams -> config.setMaxAuxStreams(Math.toIntExact(streams)));
        config.setEngineCapability(
                EngineCapability.valueOf("k" + options.get(HardwareSettings.ENGINE_CAPABILITY)));
        if (options.get(HardwareSettings.HARDWARE_COMPATIBLE)) {
            config.setHardwareCompatibilityLevel(HardwareCompatibilityLevel.kAMPERE_PLUS);
        }
        if (options.get(HardwareSettings.VERSION_COMPATIBLE)) {
            config.setFlag(BuilderFlag.kVERSION_COMPATIBLE);
            config.setFlag(BuilderFlag.kEXCLUDE_LEAN_RUNTIME);
        }
        flag(config, BuilderFlag.kSPARSE_WEIGHTS, options.get(TuningSettings.SPARSE_WEIGHTS));
        if (options.get(TuningSettings.DISABLE_TF32)) {
            config.clearFlag(BuilderFlag.kTF32);
        }
        weights(options, config);
        precisions(options, config);
        device(options, config);
    }

    private static void weights(CompilationSettings options, IBuilderConfig config) {
        flag(config, BuilderFlag.kWEIGHT_STREAMING, options.get(WeightSettings.ENABLE_WEIGHT_STREAMING));
        if (!options.get(WeightSettings.IMMUTABLE_WEIGHTS)) {
            config.setFlag(options.get(WeightSettings.REFIT_IDENTICAL_ENGINE_WEIGHTS)
                    ? BuilderFlag.kREFIT_IDENTICAL
                    : BuilderFlag.kREFIT);
            flag(config, BuilderFlag.kSTRIP_PLAN, options.get(WeightSettings.STRIP_ENGINE_WEIGHTS));
        }
    }

    /** Only a weakly typed network leaves TensorRT a choice. */
    private static void precisions(CompilationSettings options, IBuilderConfig config) {
        if (options.get(PrecisionSettings.TYPING) == Typing.BUILDERS_CHOICE) {
            for (DType precision : options.get(PrecisionSettings.ENABLED_PRECISIONS)) {
                if (precision == DType.FLOAT32) {
                    continue; // always allowed
                }
                BuilderFlag flag = PRECISIONS.get(precision);
                if (flag == null) {
                    throw new TensorRtException("no builder flag enables " + precision.torchName());
                }
                config.setFlag(flag);
            }
            config.setFlag(BuilderFlag.kOBEY_PRECISION_CONSTRAINTS);
        }
    }

    private static void device(CompilationSettings options, IBuilderConfig config) {
        String device = options.get(CoreSettings.DEVICE).orElse("cuda:0");
        if (device.startsWith("dla")) {
            config.setDefaultDeviceType(DeviceType.kDLA);
            config.setDLACore(device.contains(":") ? Integer.parseInt(device.substring(device.indexOf(':') + 1)) : 0);
            config.setFlag(BuilderFlag.kGPU_FALLBACK);
            config.setMemoryPoolLimit(MemoryPoolType.kDLA_MANAGED_SRAM, options.get(DlaSettings.DLA_SRAM_SIZE));
            config.setMemoryPoolLimit(MemoryPoolType.kDLA_LOCAL_DRAM, options.get(DlaSettings.DLA_LOCAL_DRAM_SIZE));
            config.setMemoryPoolLimit(MemoryPoolType.kDLA_GLOBAL_DRAM, options.get(DlaSettings.DLA_GLOBAL_DRAM_SIZE));
        }
    }

    private static void flag(IBuilderConfig config, BuilderFlag flag, boolean on) {
        if (on) {
            config.setFlag(flag);
        }
    }

    /** One optimization profile per position in the ranges' lists. */
    static void addProfiles(
            IBuilder builder, IBuilderConfig config, NetworkDescription network, BuildSettings settings) {
        for (int index = 0; index < settings.profileCount(); index++) {
            IOptimizationProfile profile = builder.createOptimizationProfile();
            for (InputRange range : settings.ranges()) {
                addRange(profile, input(network, range.input()), range.profiles().get(index));
            }
            if (!profile.isValid()) {
                throw new TensorRtException("optimization profile " + index + " is not valid: " + settings.ranges());
            }
            config.addOptimizationProfile(profile);
        }
    }

    private static void addRange(IOptimizationProfile profile, NetworkInput input, ShapeRange range) {
        boolean taken = input.shapeValue()
                ? setValues(profile, input.name(), OptProfileSelector.kMIN, range.min())
                        && setValues(profile, input.name(), OptProfileSelector.kOPT, range.opt())
                        && setValues(profile, input.name(), OptProfileSelector.kMAX, range.max())
                : profile.setDimensions(input.name(), OptProfileSelector.kMIN, Shapes.dims(range.min()))
                        && profile.setDimensions(input.name(), OptProfileSelector.kOPT, Shapes.dims(range.opt()))
                        && profile.setDimensions(input.name(), OptProfileSelector.kMAX, Shapes.dims(range.max()));
        if (!taken) {
            throw new TensorRtException("TensorRT refused the range of input '" + input.name() + "': " + range);
        }
    }

    private static boolean setValues(
            IOptimizationProfile profile, String input, OptProfileSelector corner, List<Long> values) {
        int[] narrow = values.stream().mapToInt(Math::toIntExact).toArray();
        return profile.setShapeValues(input, corner, narrow, narrow.length);
    }

    private static NetworkInput input(NetworkDescription network, String name) {
        return network.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TensorRtException("a range is given for '" + name + "', which is no input of "
                        + network.name()));
    }
}
