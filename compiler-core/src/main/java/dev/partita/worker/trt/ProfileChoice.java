package dev.partita.worker.trt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** Keeps an execution context on an optimization profile that fits what it is given. */
final class ProfileChoice {

    private final LoadedEngine engine;
    private final IExecutionContext context;

    ProfileChoice(LoadedEngine engine, IExecutionContext context) {
        this.engine = engine;
        this.context = context;
    }

    /**
     * The active profile while it fits, else the first that fits; changing it waits for the stream.
     *
     * @param given per input its extents, or its values where it carries a shape
     */
    void fit(Map<String, List<Long>> given, CUstream_st stream) {
        if (engine.profileCount() < 2 || fits(context.getOptimizationProfile(), given)) {
            return;
        }
        for (int profile = 0; profile < engine.profileCount(); profile++) {
            if (fits(profile, given)) {
                context.setOptimizationProfileAsync(profile, stream);
                Cuda.check("change the optimization profile", cudart.cudaStreamSynchronize(stream));
                return;
            }
        }
        throw new TensorRtException("no optimization profile of the engine fits the inputs' shapes: " + given);
    }

    private boolean fits(int profile, Map<String, List<Long>> given) {
        if (profile < 0) {
            return false;
        }
        for (LoadedEngine.Slot slot : engine.inputs()) {
            List<Long> extents = given.getOrDefault(slot.name(), List.of());
            List<Long> min = corner(slot, profile, OptProfileSelector.kMIN);
            List<Long> max = corner(slot, profile, OptProfileSelector.kMAX);
            for (int axis = 0; axis < Math.min(extents.size(), min.size()); axis++) {
                if (extents.get(axis) < min.get(axis) || extents.get(axis) > max.get(axis)) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Long> corner(LoadedEngine.Slot slot, int profile, OptProfileSelector corner) {
        return slot.onHost()
                ? engine.profileValues(slot, profile, corner)
                : engine.profileShape(slot.name(), profile, corner);
    }

    /** What an input may be, in words. */
    String ranges(LoadedEngine.Slot slot) {
        List<String> ranges = new ArrayList<>();
        for (int profile = 0; profile < engine.profileCount(); profile++) {
            ranges.add(corner(slot, profile, OptProfileSelector.kMIN) + " to "
                    + corner(slot, profile, OptProfileSelector.kMAX));
        }
        return ranges.isEmpty() ? slot.shape().toString() : String.join(" or ", ranges);
    }
}
