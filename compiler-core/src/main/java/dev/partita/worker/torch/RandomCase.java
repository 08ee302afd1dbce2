package dev.partita.worker.torch;

import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Input;
import dev.partita.network.Elements;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inputs for measuring, where none were given: seeded, so that two runs measure the same. */
final class RandomCase {

    private static final long SEED = 20_260_101;
    /** {@code float32[2, 3]}: only known extents. */
    private static final Pattern STATIC_TENSOR = Pattern.compile("(\\w+)\\[([\\d, ]*)]");

    private RandomCase() {}

    /** Throws {@link CallException} when an input has no fixed shape: then somebody must say which. */
    static StoredCase of(Manifest manifest, Arena arena) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<StoredCase.Leaf> leaves = new ArrayList<>();
        for (Input input : manifest.inputs()) {
            if (input instanceof Input.User(String name, String type)) {
                leaves.add(new StoredCase.Leaf(name, value(name, type, random, arena)));
            }
        }
        return new StoredCase("random", leaves, List.of(), Map.of(), Map.of());
    }

    private static StoredValue value(String name, String type, SplittableRandom random, Arena arena) {
        Matcher matcher = STATIC_TENSOR.matcher(type);
        if (!matcher.matches()) {
            throw new CallException("input '" + name + "' is " + type + ": give inputs to measure the whole program with");
        }
        DType dtype = DType.byTorchName(matcher.group(1)).orElseThrow(
                () -> new CallException("input '" + name + "' has the unknown element type " + matcher.group(1)));
        List<Long> shape = Arrays.stream(matcher.group(2).split(",")).map(String::strip)
                .filter(extent -> !extent.isEmpty()).map(Long::valueOf).toList();
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        MemorySegment bytes = arena.allocate(Math.max(1, count * dtype.byteSize()), 64);
        for (long i = 0; i < count; i++) {
            if (dtype.isFloatingPoint()) {
                Elements.putDouble(bytes, i, dtype, random.nextDouble(-1, 1));
            } else {
                // Integers are indices more often than not: 0 and 1 exist in every table.
                Elements.putLong(bytes, i, dtype, random.nextInt(2));
            }
        }
        return new StoredValue.Tensor(dtype, shape, bytes.asSlice(0, count * dtype.byteSize()));
    }
}
