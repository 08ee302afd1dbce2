package dev.partita.worker.trt;

import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.Weights;

/**
 * Weights for one build. TensorRT keeps pointers until the engine is built, so everything handed out lives in the
 * arena or in the mapped file, and the small structures stay referenced here.
 */
final class NetworkWeights {

    private final Arena arena;
    private final List<Weights> handedOut = new ArrayList<>();

    NetworkWeights(Arena arena) {
        this.arena = arena;
    }

    /** A constant without elements has no values either: TensorRT refuses an address that counts nothing. */
    Weights of(WeightSource source) {
        if (source.elementCount() == 0) {
            return none(source.dtype());
        }
        MemorySegment bytes = WeightWriter.inPlace(source).orElseGet(() -> {
            MemorySegment written = arena.allocate(WeightWriter.byteSize(source), 64);
            WeightWriter.write(source, written.asSlice(0, WeightWriter.byteSize(source)));
            return written;
        });
        return keep(source.dtype(), Address.of(bytes), source.elementCount());
    }

    /** "None", for optional weights; the type still matters to TensorRT. */
    Weights none(DType dtype) {
        return keep(dtype, new Pointer(), 0);
    }

    private Weights keep(DType dtype, Pointer values, long count) {
        Weights weights = new Weights();
        weights.type(TypeNames.toTensorRt(dtype));
        weights.values(values);
        weights.count(count);
        handedOut.add(weights);
        return weights;
    }
}
