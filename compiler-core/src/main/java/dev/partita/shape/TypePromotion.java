package dev.partita.shape;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * Torch's result types: tensors with axes outrank scalar tensors, those outrank Python numbers, and a lower rank only
 * decides when its category (bool, integer, float, complex) is higher.
 */
public final class TypePromotion {

    private TypePromotion() {}

    /** The common type of tensors and numbers. */
    public static DType resultType(List<Arg> args) {
        DType[] byRank = new DType[3];
        for (Arg arg : args) {
            collect(arg, byRank);
        }
        DType result = null;
        for (DType candidate : byRank) {
            if (candidate != null) {
                result = result == null ? candidate : combine(result, candidate);
            }
        }
        if (result == null) {
            throw new IllegalArgumentException("no operand has a type");
        }
        return result;
    }

    private static void collect(Arg arg, DType[] byRank) {
        if (arg instanceof Arg.ListOf(List<Arg> items)) {
            items.forEach(item -> collect(item, byRank));
            return;
        }
        Optional<TensorSpec> spec = Call.specOf(arg);
        int rank = spec.isEmpty() ? 2 : spec.get().rank() == 0 ? 1 : 0;
        spec.map(TensorSpec::dtype).or(() -> ofNumber(arg)).ifPresent(dtype ->
                byRank[rank] = byRank[rank] == null ? dtype : promote(byRank[rank], dtype));
    }

    /** A higher rank keeps its type unless the lower one's category is higher. */
    private static DType combine(DType higher, DType lower) {
        if (category(lower) <= category(higher)) {
            return higher;
        }
        // A complex number meets a half tensor: the tensor's precision counts, not the number's.
        return lower.isComplex() && higher.isFloatingPoint() ? promote(higher, DType.COMPLEX64) : lower;
    }

    private static Optional<DType> ofNumber(Arg arg) {
        return switch (arg) {
            case Arg.Bool value -> Optional.of(DType.BOOL);
            case Arg.Int value -> Optional.of(DType.INT64);
            case Arg.Sym value -> Optional.of(DType.INT64);
            case Arg.Float value -> Optional.of(DType.FLOAT32);
            case Arg.Complex value -> Optional.of(DType.COMPLEX64);
            case Arg.Ref(Node node) when node.value() instanceof Value.SymInt -> Optional.of(DType.INT64);
            case Arg.Ref(Node node) when node.value() instanceof Value.SymFloat -> Optional.of(DType.FLOAT32);
            case Arg.Ref(Node node) when node.value() instanceof Value.SymBool -> Optional.of(DType.BOOL);
            default -> Optional.empty();
        };
    }

    public static int category(DType dtype) {
        return dtype == DType.BOOL ? 0 : dtype.isIntegral() ? 1 : dtype.isFloatingPoint() ? 2 : 3;
    }

    /** {@code torch.promote_types}. */
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (category(a) != category(b)) {
            DType high = category(a) > category(b) ? a : b;
            DType low = high == a ? b : a;
            if (high.isComplex() && low.isFloatingPoint()) {
                return low == DType.FLOAT64 || high == DType.COMPLEX128 ? DType.COMPLEX128
                        : low == DType.FLOAT32 || low == DType.BFLOAT16 ? DType.COMPLEX64 : high;
            }
            return high;
        }
        if (a.isFloatingPoint()) {
            if (a.byteSize() == b.byteSize()) {
                return DType.FLOAT32;
            }
            return a.byteSize() > b.byteSize() ? a : b;
        }
        if (a.isComplex()) {
            return a.byteSize() > b.byteSize() ? a : b;
        }
        return promoteIntegers(a, b);
    }

    private static DType promoteIntegers(DType a, DType b) {
        if (isUnsigned(a) == isUnsigned(b)) {
            return a.byteSize() > b.byteSize() ? a : b;
        }
        DType unsigned = isUnsigned(a) ? a : b;
        DType signed = unsigned == a ? b : a;
        if (signed.byteSize() > unsigned.byteSize()) {
            return signed;
        }
        return switch (unsigned.byteSize()) {
            case 1 -> DType.INT16;
            case 2 -> DType.INT32;
            default -> DType.INT64;
        };
    }

    private static boolean isUnsigned(DType dtype) {
        return dtype == DType.UINT8 || dtype == DType.UINT16 || dtype == DType.UINT32 || dtype == DType.UINT64;
    }

    /** Integers and bool become torch's default float; others stay. */
    public static DType toFloat(DType dtype) {
        return dtype.isIntegral() || dtype == DType.BOOL ? DType.FLOAT32 : dtype;
    }

    /** The type of real and imaginary parts; real types stay. */
    public static DType toReal(DType dtype) {
        return switch (dtype) {
            case COMPLEX32 -> DType.FLOAT16;
            case COMPLEX64 -> DType.FLOAT32;
            case COMPLEX128 -> DType.FLOAT64;
            default -> dtype;
        };
    }

    /** The complex type whose parts have this type. */
    public static DType toComplex(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> DType.COMPLEX32;
            case FLOAT64 -> DType.COMPLEX128;
            case COMPLEX32, COMPLEX64, COMPLEX128 -> dtype;
            default -> DType.COMPLEX64;
        };
    }

    /** The type in which torch computes: half precision in float32. */
    public static DType computationType(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16 ? DType.FLOAT32
                : dtype == DType.COMPLEX32 ? DType.COMPLEX64 : dtype;
    }
}
