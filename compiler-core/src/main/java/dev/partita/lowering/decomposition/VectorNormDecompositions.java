package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Norms of vectors, and what is made of them: distances, similarities, slices scaled down to a largest norm. */
final class VectorNormDecompositions {

    private static final String NORM = "aten.linalg_vector_norm.default";

    private VectorNormDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose(NORM, VectorNormDecompositions::vectorNorm);
        table.decompose("aten.norm.ScalarOpt_dtype", (call, tracer) -> tracer.call(NORM,
                Map.of("dtype", call.arg("dtype")), call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2)));
        table.decompose("aten.norm.ScalarOpt_dim_dtype", (call, tracer) -> tracer.call(NORM,
                Map.of("dtype", call.arg("dtype")), call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2),
                call.arg("dim"), call.arg("keepdim")));
        table.decompose("aten.renorm.default", VectorNormDecompositions::bounded);
        table.composite("aten.pairwise_distance.default", (call, tracer) -> tracer.call("aten.norm.ScalarOpt_dim",
                tracer.call("aten.add.Scalar", tracer.call("aten.sub.Tensor", call.arg("x1"), call.arg("x2")), call.arg("eps")),
                call.arg("p"), Arg.ints(call.shape("x1").rank() - 1), call.arg("keepdim")));
        table.composite("aten.linalg_norm.default", VectorNormDecompositions::norm);
        table.composite("aten.cdist.default", (call, tracer) -> tracer.keep(
                call.as("aten._cdist_forward.default"), tracer.known()));
        table.decompose("aten.norm.Scalar", (call, tracer) ->
                tracer.call(NORM, call.arg("self"), call.arg("p")));
        table.decompose("aten.norm.ScalarOpt_dim", (call, tracer) -> tracer.call(NORM,
                call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2), call.arg("dim"), call.arg("keepdim")));
        table.composite("aten.cosine_similarity.default", VectorNormDecompositions::cosine);
    }

    private static Arg vectorNorm(Call call, Tracer tracer) {
        double order = call.number("ord");
        Arg input = CopyDecompositions.converted(call.arg("self"),
                call.dtypeArgument().orElse(TypePromotion.computationType(call.dtype("self"))), tracer);
        Arg[] reduction = {call.arg("dim"), call.arg("keepdim")};
        if (Double.isInfinite(order)) {
            return tracer.call(order > 0 ? "aten.amax.default" : "aten.amin.default",
                    tracer.call("aten.abs.default", input),
                    call.has("dim") ? reduction[0] : Arg.list(List.of()), reduction[1]);
        }
        if (order == 0) {
            return tracer.call("aten.sum.dim_IntList", Map.of("dtype", Arg.of(tracer.spec(input).dtype())),
                    tracer.call("aten.ne.Scalar", input, Arg.of(0.0)), reduction[0], reduction[1]);
        }
        if (reducesOneElement(call)) {
            return ofOneElement(call, CopyDecompositions.converted(tracer.call("aten.abs.default", input), call.dtype("self"), tracer), tracer);
        }
        boolean signed = order % 2 == 0 && tracer.spec(input).dtype().isFloatingPoint();
        Arg magnitude = signed ? input : tracer.call("aten.abs.default", input);
        Arg powers = tracer.call("aten.pow.Tensor_Scalar", magnitude, call.arg("ord"));
        Arg sum = tracer.call("aten.sum.dim_IntList", powers, reduction[0], reduction[1]);
        return CopyDecompositions.converted(tracer.call("aten.pow.Tensor_Scalar", sum, Arg.of(1 / order)), call.dtype("self"), tracer);
    }

    private static boolean reducesOneElement(Call call) {
        Shape shape = call.shape("self");
        if (call.items("dim").isEmpty()) {
            return shape.dims().stream().allMatch(Dims::isOne);
        }
        return shape.rank() > 0 && Arrays.stream(call.integers("dim"))
                .allMatch(axis -> Dims.isOne(shape.dim(Dims.axis(axis, shape.rank()))));
    }

    /** The norm of one number is its magnitude; the axes of extent 1 are dropped unless they are to be kept. */
    private static Arg ofOneElement(Call call, Arg magnitude, Tracer tracer) {
        Shape shape = call.shape("self");
        if (call.flag("keepdim") || shape.rank() == 0) {
            return magnitude;
        }
        if (call.items("dim").isEmpty()) {
            return tracer.call("aten.select.int", tracer.call("aten.flatten.using_ints", magnitude), Arg.of(0), Arg.of(0));
        }
        List<Integer> reduced = Arrays.stream(call.integers("dim")).mapToObj(axis -> Dims.axis(axis, shape.rank())).toList();
        List<Arg> kept = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!reduced.contains(axis)) {
                kept.add(tracer.size(magnitude, axis));
            }
        }
        return tracer.call("aten.view.default", magnitude, Arg.list(kept));
    }

    /** Norms of vectors and of matrices. */
    private static Arg norm(Call call, Tracer tracer) {
        Shape shape = call.shape("self");
        int axes = call.has("dim") ? call.items("dim").size() : shape.rank();
        if (!call.has("ord")) {
            if (call.has("dim") || call.flag("keepdim")) {
                return vector(call, call.arg("dim"), Arg.of(2.0), tracer);
            }
            Arg flat = tracer.call("aten.flatten.using_ints", call.arg("self"));
            return tracer.call(NORM, flat, Arg.of(2.0));
        }
        if (axes == 1) {
            return vector(call, call.arg("dim"), Arg.of(call.number("ord")), tracer);
        }
        double order = call.number("ord");
        if (axes != 2) {
            throw new IllegalArgumentException("a matrix norm of order " + order);
        }
        long[] dims = call.has("dim") ? call.integers("dim") : new long[] {-2, -1};
        int[] both = {Dims.axis(dims[0], shape.rank()), Dims.axis(dims[1], shape.rank())};
        return MatrixNormDecompositions.ofOrder(call.arg("self"), order, both, call, tracer);
    }

    /** Scales slices along an axis down to a largest norm; a tiny number keeps the divisor from 0. */
    private static Arg bounded(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        int kept = Dims.axis(call.integer("dim"), rank);
        List<Arg> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (axis != kept) {
                axes.add(Arg.of(axis));
            }
        }
        DType wide = TypePromotion.computationType(call.dtype("self"));
        Arg norm = tracer.call(NORM,
                wide == call.dtype("self") ? Map.of() : Map.of("dtype", Arg.of(wide)),
                call.arg("self"), call.arg("p"), Arg.list(axes), Arg.of(true));
        Arg tooLong = tracer.call("aten.gt.Scalar", norm, call.arg("maxnorm"));
        Arg inverse = tracer.call("aten.reciprocal.default", tracer.call("aten.add.Tensor", norm, Arg.of(1e-7)));
        Arg scale = tracer.call("aten.where.ScalarOther", tooLong,
                tracer.call("aten.mul.Tensor", inverse, call.arg("maxnorm")), Arg.of(1.0));
        return tracer.call("aten.mul.Tensor", call.arg("self"), CopyDecompositions.converted(scale, call.dtype("self"), tracer));
    }

    private static Arg vector(Call call, Arg dims, Arg order, Tracer tracer) {
        return tracer.call(NORM, call.arg("self"), order, dims, call.arg("keepdim"));
    }

    private static Arg cosine(Call call, Tracer tracer) {
        Arg[] vectors = {call.arg("x1"), call.arg("x2")};
        if (!tracer.shape(vectors[0]).equals(tracer.shape(vectors[1]))) {
            throw new IllegalArgumentException("cosine similarity of different shapes");
        }
        Arg axis = Arg.list(List.of(call.arg("dim")));
        List<Arg> norms = new ArrayList<>();
        for (Arg vector : vectors) {
            Arg norm = tracer.call(NORM, vector, Arg.of(2), axis, Arg.of(true));
            norms.add(tracer.call("aten.clone.default", norm));
        }
        Arg epsilon = tracer.call("aten.scalar_tensor.default",
                Map.of("dtype", Arg.of(tracer.spec(norms.get(0)).dtype()), "device", tracer.device()), call.arg("eps"));
        Arg first = tracer.call("aten.clamp_min.Tensor", norms.get(0), epsilon);
        Arg second = tracer.call("aten.clamp_min.Tensor", norms.get(1), epsilon);
        Arg right = tracer.call("aten.div.Tensor", vectors[1], second);
        Arg left = tracer.call("aten.div.Tensor", vectors[0], first);
        return tracer.call("aten.sum.dim_IntList", tracer.call("aten.mul.Tensor", left, right), axis);
    }
}
