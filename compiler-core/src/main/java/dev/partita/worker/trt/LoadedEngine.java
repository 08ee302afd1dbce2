package dev.partita.worker.trt;

import dev.partita.protocol.Reply;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.global.nvinfer.TensorLocation;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** An engine on the GPU. What runs it is a {@link EngineSession}. */
public final class LoadedEngine implements AutoCloseable {

    private final ICudaEngine engine;
    private final List<Slot> slots;

    /**
     * An input or output.
     *
     * @param onHost whether TensorRT reads or writes it in host memory: it carries a shape
     */
    record Slot(String name, boolean input, DType dtype, List<Long> shape, boolean onHost) {
        boolean isStatic() {
            return !shape.contains(-1L);
        }

        /** Refuses a value of another element type or rank. */
        void check(DType given, List<Long> extents) {
            if (given != dtype) {
                throw new TensorRtException("input '" + name + "' is " + given.torchName() + ", the engine wants "
                        + dtype.torchName());
            }
            if (extents.size() != shape.size()) {
                throw new TensorRtException("input '" + name + "' has shape " + extents + ", the engine wants " + shape);
            }
        }
    }

    private LoadedEngine(ICudaEngine engine) {
        this.engine = engine;
        this.slots = slots(engine);
    }

    static LoadedEngine load(Path file, TensorRt.Loaded tensorRt) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment plan = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            ICudaEngine engine = tensorRt.runtime().deserializeCudaEngine(Address.of(plan), plan.byteSize());
            if (engine == null || engine.isNull()) {
                throw new TensorRtException("TensorRT cannot load " + file + ": "
                        + String.join("; ", tensorRt.log().errors()));
            }
            if (engine.getStreamableWeightsSize() > 0) {
                // As much of the weights on the GPU as fits; must be said before the first context is made.
                engine.setWeightStreamingBudgetV2(engine.getWeightStreamingAutomaticBudget());
            }
            return new LoadedEngine(engine);
        }
    }

    private static List<Slot> slots(ICudaEngine engine) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String name = engine.getIOTensorName(i);
            slots.add(new Slot(name, engine.getTensorIOMode(name).intern() == TensorIOMode.kINPUT,
                    TypeNames.toTorch(engine.getTensorDataType(name)), Shapes.list(engine.getTensorShape(name)),
                    engine.getTensorLocation(name).intern() == TensorLocation.kHOST));
        }
        return List.copyOf(slots);
    }

    List<Slot> slots() {
        return slots;
    }

    Slot slot(String name) {
        return slots.stream().filter(slot -> slot.name().equals(name)).findFirst().orElseThrow(
                () -> new TensorRtException("the engine has no tensor '" + name + "'"));
    }

    List<Slot> inputs() {
        return slots.stream().filter(Slot::input).toList();
    }

    List<Slot> outputs() {
        return slots.stream().filter(slot -> !slot.input()).toList();
    }

    int profileCount() {
        return engine.getNbOptimizationProfiles();
    }

    int auxiliaryStreams() {
        return engine.getNbAuxStreams();
    }

    /** Extents of an input at a corner of a profile. */
    List<Long> profileShape(String input, int profile, OptProfileSelector corner) {
        return Shapes.list(engine.getProfileShape(input, profile, corner));
    }

    /** Values of an input that carries a shape, at a corner of a profile. */
    List<Long> profileValues(Slot slot, int profile, OptProfileSelector corner) {
        int count = Math.toIntExact(slot.shape().stream().reduce(1L, Math::multiplyExact));
        IntPointer values = NetworkEmitter.present(
                engine.getProfileTensorValues(slot.name(), profile, corner),
                "the profile's values of '" + slot.name() + "'");
        List<Long> extents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            extents.add((long) values.get(i));
        }
        return extents;
    }

    IExecutionContext newContext() {
        return NetworkEmitter.present(engine.createExecutionContext(), "an execution context");
    }

    Reply.EngineLoaded describe() {
        return new Reply.EngineLoaded(
                slots.stream()
                        .map(slot -> new Reply.Binding(slot.name(), slot.input(), slot.dtype().torchName(), slot.shape()))
                        .toList(),
                profileCount(), engine.getDeviceMemorySizeV2());
    }

    @Override
    public void close() {
        NativeObject.delete(engine);
    }
}
