package dev.partita.convert;

import dev.partita.ir.Value;
import dev.partita.network.TensorType;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How torch's types are held in a network. */
public final class NetworkTypes {

    /** Types in which TensorRT 10.6 computes; others it can only cast or store. */
    private static final Set<DType> COMPUTED = Set.of(
            DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.INT32, DType.INT64, DType.BOOL);

    /** TensorRT's limit on the number of axes. */
    public static final int MAX_RANK = 8;

    private NetworkTypes() {}

    /** FLOAT64 is computed in FLOAT32, when the settings let it; all others are held as they are. */
    public static DType of(DType dtype) {
        return dtype == DType.FLOAT64 ? DType.FLOAT32 : dtype;
    }

    public static TensorType of(TensorSpec spec) {
        return new TensorType(of(spec.dtype()), dims(spec.shape()));
    }

    /** Extents as numbers, {@link TensorType#DYNAMIC} where symbolic. */
    public static List<Long> dims(Shape shape) {
        return shape.dims().stream().map(dim -> dim.constantValue().orElse(TensorType.DYNAMIC)).toList();
    }

    /** Why TensorRT cannot hold this value, if so. */
    public static Optional<String> obstacle(Value value, CompilationSettings settings) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> obstacle(spec, settings);
            case Value.Tuple(var items) ->
                items.stream().map(item -> obstacle(item, settings)).flatMap(Optional::stream).findFirst();
            case Value.SymInt _, Value.SymFloat _, Value.SymBool _, Value.Literal _, Value.None _ -> Optional.empty();
        };
    }

    private static Optional<String> obstacle(TensorSpec spec, CompilationSettings settings) {
        if (spec.rank() > MAX_RANK) {
            return Optional.of("TensorRT has at most " + MAX_RANK + " axes, this tensor has " + spec.rank());
        }
        if (spec.dtype() == DType.FLOAT64 && !settings.get(PrecisionSettings.TRUNCATE_DOUBLE)) {
            return Optional.of("TensorRT has no float64; set truncate_double to compute in float32");
        }
        if (!COMPUTED.contains(of(spec.dtype()))) {
            return Optional.of("TensorRT does not compute in " + spec.dtype().torchName());
        }
        return Optional.empty();
    }
}
