package dev.partita.worker.torch.operator;

import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.TorchException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code torchvision.nms}: walks the boxes from the best score down and drops each box that overlaps a kept one by more
 * than the threshold (intersection over union). Returns the indices of the kept boxes. Computes in float32, as
 * torchvision's CPU kernel does for float32 boxes.
 */
final class NonMaxSuppression {

    private static final String SCHEMA = "torchvision::nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor";

    private NonMaxSuppression() {}

    static Operator operator() {
        return new Operator("torchvision.nms", Signature.parse(SCHEMA), stack -> {
            try (var _ = new PointerScope()) {
                Tensor boxes = cpuFloats(stack.get(0).toTensor());
                Tensor scores = cpuFloats(stack.get(1).toTensor());
                if (boxes.dim() != 2 || boxes.size(1) != 4 || scores.dim() != 1 || scores.size(0) != boxes.size(0)) {
                    throw new TorchException("nms wants boxes [N, 4] and scores [N]");
                }
                long[] kept = keep(floats(boxes), floats(scores), stack.get(2).toDouble());
                Tensor indices = kept.length == 0 ? torch.empty(0L).to(torch.ScalarType.Long) : torch.tensor(kept);
                OwnKernels.returnTensor(stack, indices.to(stack.get(0).toTensor().device(), torch.ScalarType.Long));
            }
        });
    }

    /** @param boxes x1, y1, x2, y2 of each box */
    static long[] keep(float[] boxes, float[] scores, double threshold) {
        int[] order = IntStream.range(0, scores.length).boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] dropped = new boolean[scores.length];
        long[] kept = new long[scores.length];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            int best = order[i];
            if (dropped[best]) {
                continue;
            }
            kept[count++] = best;
            for (int j = i + 1; j < order.length; j++) {
                if (!dropped[order[j]] && overlap(boxes, best, order[j]) > threshold) {
                    dropped[order[j]] = true;
                }
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static float overlap(float[] boxes, int a, int b) {
        float width = Math.max(0, Math.min(boxes[4 * a + 2], boxes[4 * b + 2]) - Math.max(boxes[4 * a], boxes[4 * b]));
        float height =
                Math.max(0, Math.min(boxes[4 * a + 3], boxes[4 * b + 3]) - Math.max(boxes[4 * a + 1], boxes[4 * b + 1]));
        float common = width * height;
        return common / (area(boxes, a) + area(boxes, b) - common);
    }

    private static float area(float[] boxes, int box) {
        return (boxes[4 * box + 2] - boxes[4 * box]) * (boxes[4 * box + 3] - boxes[4 * box + 1]);
    }

    static Tensor cpuFloats(Tensor tensor) {
        return tensor.cpu().to(torch.ScalarType.Float).contiguous();
    }

    static float[] floats(Tensor tensor) {
        MemorySegment bytes = TensorMemory.bytes(tensor);
        return bytes.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }
}
