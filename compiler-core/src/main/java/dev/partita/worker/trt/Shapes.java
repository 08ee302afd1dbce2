package dev.partita.worker.trt;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.Permutation;

/** Extents in TensorRT's fixed-size structures. */
final class Shapes {

    private Shapes() {}

    static Dims64 dims(List<Long> extents) {
        if (extents.size() > Dims64.MAX_DIMS) {
            throw new TensorRtException("rank " + extents.size() + ": TensorRT has at most " + Dims64.MAX_DIMS + " axes");
        }
        Dims64 dims = new Dims64();
        dims.nbDims(extents.size());
        for (int axis = 0; axis < extents.size(); axis++) {
            dims.d(axis, extents.get(axis));
        }
        return dims;
    }

    /** Refuses TensorRT's "invalid", which has a negative rank. */
    static List<Long> list(Dims64 dims) {
        int rank = dims.nbDims();
        if (rank < 0) {
            throw new TensorRtException("TensorRT could not infer a shape");
        }
        List<Long> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            extents.add(dims.d(axis));
        }
        return extents;
    }

    static Permutation permutation(List<Integer> order) {
        Permutation permutation = new Permutation();
        for (int axis = 0; axis < order.size(); axis++) {
            permutation.order(axis, order.get(axis));
        }
        return permutation;
    }

    static int bits(List<Integer> axes) {
        int bits = 0;
        for (int axis : axes) {
            bits |= 1 << axis;
        }
        return bits;
    }
}
