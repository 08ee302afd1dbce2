package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;

/** Numbers at equal distances, or the powers at these, between ends that are numbers or tensors. */
final class SpacingDecompositions {

    private SpacingDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.linspace.default", SpacingDecompositions::betweenNumbers);
        for (String overload : List.of("Tensor_Tensor", "Tensor_Scalar", "Scalar_Tensor")) {
            table.decompose("aten.linspace." + overload, (call, tracer) -> spaced(call, typeOf(call), tracer));
            table.decompose("aten.logspace." + overload, SpacingDecompositions::powers);
        }
    }

    private static DType typeOf(Call call) {
        return call.dtypeArgument().orElse(DType.FLOAT32);
    }

    private static Arg betweenNumbers(Call call, Tracer tracer) {
        long steps = call.integer("steps");
        if (steps < 2) {
            throw new IllegalArgumentException("linspace of " + steps);
        }
        Arg step = Arg.of((call.number("end") - call.number("start")) / (steps - 1));
        return interpolated(call, typeOf(call), call.arg("start"), call.arg("end"), step, tracer);
    }

    /** Ends that are tensors are read in double precision. */
    private static Arg spaced(Call call, DType dtype, Tracer tracer) {
        long steps = call.integer("steps");
        Arg start = doubled(call.arg("start"), tracer);
        Arg end = doubled(call.arg("end"), tracer);
        if (steps == 0) {
            return tracer.call("aten.full.default", typed(call, dtype, tracer), Arg.ints(0), Arg.of(0));
        }
        if (steps == 1) {
            if (!(start instanceof Arg.Ref)) {
                throw new IllegalArgumentException("linspace of a single number");
            }
            Arg memory = tracer.call("aten.full.default", typed(call, dtype, tracer), Arg.ints(1), Arg.of(0));
            return tracer.call("aten.copy.default", memory, start);
        }
        Arg step = tracer.call("aten.div.Tensor", tracer.call("aten.sub.Tensor", end, start), Arg.of(steps - 1));
        return interpolated(call, dtype, start, end, step, tracer);
    }

    private static Arg doubled(Arg end, Tracer tracer) {
        return end instanceof Arg.Ref && tracer.spec(end).dtype() != DType.FLOAT64
                ? tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(DType.FLOAT64)), end) : end;
    }

    private static Map<String, Arg> typed(Call call, DType dtype, Tracer tracer) {
        Map<String, Arg> options = CreationDecompositions.options(call, tracer);
        options.put("dtype", Arg.of(dtype));
        return options;
    }

    /** The first half counts from the start, the second from the end: both ends are exact. */
    private static Arg interpolated(Call call, DType dtype, Arg start, Arg end, Arg step, Tracer tracer) {
        long steps = call.integer("steps");
        if (!dtype.isFloatingPoint()) {
            throw new IllegalArgumentException("linspace of " + dtype.torchName());
        }
        Map<String, Arg> counting = CreationDecompositions.options(call, tracer);
        counting.remove("dtype");
        Arg range = tracer.call("aten.arange.start_step", counting, Arg.of(0), Arg.of(steps));
        Arg firstHalf = tracer.call("aten.lt.Scalar", range, Arg.of(steps / 2.0));
        Map<String, Arg> conversion = Map.of("dtype", Arg.of(dtype));
        Arg forward = product(step, tracer.call("aten._to_copy.default", conversion, range), tracer);
        Arg fromStart = start instanceof Arg.Ref ? tracer.call("aten.add.Tensor", start, forward)
                : tracer.call("aten.add.Tensor", forward, start);
        Arg reversed = tracer.call("aten.sub.Tensor", Arg.of(steps - 1), range);
        Arg backward = product(step, tracer.call("aten._to_copy.default", conversion, reversed), tracer);
        return tracer.call("aten.where.self", firstHalf, fromStart, tracer.call("aten.sub.Tensor", end, backward));
    }

    /** A number stands second, as in Python's reflected operators. */
    private static Arg product(Arg step, Arg range, Tracer tracer) {
        return step instanceof Arg.Ref ? tracer.call("aten.mul.Tensor", step, range)
                : tracer.call("aten.mul.Tensor", range, step);
    }

    /** Computed in double precision, then converted. */
    private static Arg powers(Call call, Tracer tracer) {
        DType dtype = typeOf(call);
        Arg exponents = spaced(call, DType.FLOAT64, tracer);
        Arg powers = tracer.call("aten.pow.Scalar", base(call.number("base")), exponents);
        return dtype == DType.FLOAT64 ? powers
                : tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype)), powers);
    }

    private static Arg base(double base) {
        return base == Math.rint(base) ? Arg.of((long) base) : Arg.of(base);
    }
}
