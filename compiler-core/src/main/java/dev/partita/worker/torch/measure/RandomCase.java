package dev.partita.worker.torch.measure;

import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Input;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Value;
import dev.partita.network.Elements;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.DType;
import dev.partita.tensor.TensorSpec;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.program.CallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Inputs for measuring, where none were given: seeded, so that two runs measure the same. */
public final class RandomCase {

    private static final long SEED = 20_260_101;

    private RandomCase() {}

    /** Throws {@link CallException} when nothing bounds the shape of an input: then somebody must say which. */
    public static StoredCase of(Manifest manifest, ShapeRange.Corner corner, Arena arena) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<StoredCase.Leaf> leaves = new ArrayList<>();
        for (Input input : manifest.inputs()) {
            if (input instanceof Input.User user) {
                leaves.add(new StoredCase.Leaf(user.name(), value(user, corner, random, arena)));
            }
        }
        return new StoredCase("random", leaves, List.of(), Map.of(), Map.of());
    }

    private static StoredValue value(Input.User input, ShapeRange.Corner corner, SplittableRandom random, Arena arena) {
        if (!(GraphParser.parseValue(input.type()) instanceof Value.Tensor(TensorSpec spec)) || input.shapes().isEmpty()) {
            throw new CallException("input '" + input.name() + "' is " + input.type()
                    + ": give inputs to measure the whole program with");
        }
        DType dtype = spec.dtype();
        List<Long> shape = input.shapes().getFirst().at(corner);
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
