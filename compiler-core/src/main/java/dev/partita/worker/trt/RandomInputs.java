package dev.partita.worker.trt;

import dev.partita.network.Elements;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;

/** Inputs for measuring, where none were given: seeded, so that two runs measure the same. */
final class RandomInputs {

    private static final long SEED = 20_260_101;

    private RandomInputs() {}

    /** The given inputs, completed by random ones in a shape of the first profile. */
    static Map<String, HostTensor> complete(
            LoadedEngine engine, Map<String, HostTensor> given, ShapeRange.Corner corner, Arena arena) {
        OptProfileSelector selector = switch (corner) {
            case MIN -> OptProfileSelector.kMIN;
            case OPT -> OptProfileSelector.kOPT;
            case MAX -> OptProfileSelector.kMAX;
        };
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, HostTensor> inputs = new LinkedHashMap<>(given);
        for (LoadedEngine.Slot slot : engine.inputs()) {
            if (!inputs.containsKey(slot.name()) && slot.onHost() && engine.profileCount() > 0) {
                inputs.put(slot.name(), sizes(slot, engine.profileValues(slot, 0, selector), arena));
            } else if (!inputs.containsKey(slot.name())) {
                List<Long> shape = slot.isStatic()
                        ? slot.shape()
                        : engine.profileShape(slot.name(), 0, selector);
                inputs.put(slot.name(), tensor(slot.dtype(), shape, random, arena));
            }
        }
        return inputs;
    }

    /** A tensor that decides about shapes must not be random. */
    private static HostTensor sizes(LoadedEngine.Slot slot, List<Long> values, Arena arena) {
        MemorySegment data = arena.allocate(Math.max(1L, values.size() * (long) slot.dtype().byteSize()), 64);
        for (int i = 0; i < values.size(); i++) {
            Elements.putLong(data, i, slot.dtype(), values.get(i));
        }
        return new HostTensor(slot.dtype(), slot.shape(), data);
    }

    private static HostTensor tensor(DType dtype, List<Long> shape, SplittableRandom random, Arena arena) {
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        MemorySegment data = arena.allocate(Math.max(1, count * dtype.byteSize()), 64);
        for (long i = 0; i < count; i++) {
            // Integers are indices more often than not: 0 and 1 exist in every table.
            int whole = random.nextInt(2);
            float real = (float) random.nextDouble(-1, 1);
            switch (dtype.byteSize()) {
                case 8 -> data.setAtIndex(ValueLayout.JAVA_LONG, i, whole);
                case 4 -> {
                    if (dtype == DType.FLOAT32) {
                        data.setAtIndex(ValueLayout.JAVA_FLOAT, i, real);
                    } else {
                        data.setAtIndex(ValueLayout.JAVA_INT, i, whole);
                    }
                }
                case 2 -> data.setAtIndex(ValueLayout.JAVA_SHORT, i, dtype == DType.BFLOAT16
                        ? (short) (Float.floatToRawIntBits(real) >>> 16)
                        : Float.floatToFloat16(real));
                default -> data.set(ValueLayout.JAVA_BYTE, i, (byte) whole);
            }
        }
        return new HostTensor(dtype, shape, data);
    }
}
