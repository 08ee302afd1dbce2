package dev.partita.worker.torch.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.tensor.DType;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.region.Region;
import dev.partita.worker.torch.region.TorchProgram;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnKernelsTest {

    @BeforeAll
    static void loadLibtorch() {
        Libtorch.setThreads(1);
    }

    @Test
    void nmsKeepsTheBestOfOverlappingBoxesInOrderOfScore() {
        Tensor boxes = tensor(4, 4, 0, 0, 10, 10, 1, 1, 10, 10, 20, 20, 30, 30, 0, 0, 4, 10);
        Tensor scores = torch.tensor(new float[] {0.5f, 0.9f, 0.7f, 0.1f});

        Tensor kept = run("torchvision.nms.default", List.of(Arg.of(0.5)), boxes, scores);

        // Box 0 overlaps box 1 by 81 %, box 3 overlaps box 1 by 30 %.
        assertArrayEquals(new long[] {1, 2, 3}, longs(kept));
    }

    @Test
    void nmsOfNoBoxesKeepsNone() {
        Tensor kept = run("torchvision.nms.default", List.of(Arg.of(0.5)), tensor(0, 4), torch.tensor(new float[0]));

        assertEquals(0, kept.numel());
        assertEquals(torch.ScalarType.Long, kept.scalar_type().intern());
    }

    @Test
    void roiAlignOfALinearImageGivesTheCellCentres() {
        // value = x + 10 * y on an 8 by 8 image: bilinear sampling is exact on it.
        Tensor image = torch.zeros(1, 1, 8, 8);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                TensorMemory.bytes(image).setAtIndex(ValueLayout.JAVA_FLOAT, y * 8 + x, x + 10 * y);
            }
        }
        Tensor region = tensor(1, 5, 0, 1, 2, 5, 6);

        Tensor aligned = run("torchvision.roi_align.default",
                List.of(Arg.of(1.0), Arg.of(2), Arg.of(2), Arg.of(2), Arg.of(true)), image, region);

        // Cells are 2 by 2 from (0.5, 1.5): centres x = 1.5, 3.5 and y = 2.5, 4.5.
        assertArrayEquals(new float[] {26.5f, 28.5f, 46.5f, 48.5f}, floats(aligned), 1e-4f);
    }

    @Test
    void roiAlignIsZeroOutsideTheImage() {
        Tensor aligned = run("torchvision.roi_align.default",
                List.of(Arg.of(1.0), Arg.of(1), Arg.of(1), Arg.of(1), Arg.of(false)),
                torch.ones(1, 1, 4, 4), tensor(1, 5, 0, 20, 20, 24, 24));

        assertArrayEquals(new float[] {0}, floats(aligned));
    }

    @Test
    void asymmetricPaddingPadsEachSideOnItsOwn() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node weight = graph.placeholder("weight");
        Node convolution = graph.call(OpName.of("tensorrt.conv_asym_pad.default"), List.of(Arg.of(x), Arg.of(weight), Arg.NONE,
                Arg.ints(1, 1), Arg.ints(0, 1), Arg.ints(0, 2), Arg.ints(1, 1), Arg.of(1)), Map.of());
        graph.output(Arg.list(List.of(Arg.of(convolution))));

        Tensor result = run(graph, torch.tensor(new float[] {1, 2, 3, 4}).reshape(1, 1, 1, 4), torch.ones(1, 1, 1, 2));

        // 0 1 2 3 4 0 0, neighbours added.
        assertArrayEquals(new float[] {1, 3, 5, 7, 4, 0}, floats(result));
    }

    @Test
    void primsComputeWhatTheirReferenceSays() {
        assertArrayEquals(new long[] {-3, 3}, longs(run("prims.div.default", List.of(),
                torch.tensor(new long[] {-7, 7}), torch.tensor(new long[] {2, 2}))));
        assertArrayEquals(new float[] {3, 7},
                floats(run("prims.sum.default", List.of(Arg.ints(1)), tensor(2, 2, 1, 2, 3, 4))));
        assertArrayEquals(new float[] {0.25f, 0.25f},
                floats(run("prims.var.default", List.of(Arg.ints(1), Arg.of(0)), tensor(2, 2, 1, 2, 3, 4))));
        assertArrayEquals(new float[] {1, 1, 1, 2, 2, 2}, floats(run("prims.broadcast_in_dim.default",
                List.of(Arg.ints(1, 2, 3), Arg.ints(1)), torch.tensor(new float[] {1, 2}))));
        assertArrayEquals(new long[] {1, 2}, longs(run("prims.convert_element_type.default",
                List.of(Arg.of(DType.INT64)), torch.tensor(new float[] {1.9f, 2.1f}))));
    }

    @Test
    void iotaCountsFromStartByStep() {
        Graph graph = new Graph();
        Node numbers = graph.call(OpName.of("prims.iota.default"), List.of(Arg.of(3)), Map.of(
                "start", Arg.of(5), "step", Arg.of(2), "dtype", Arg.of(DType.INT64), "device", new Arg.Device("cpu"),
                "requires_grad", Arg.of(false)));
        graph.output(Arg.list(List.of(Arg.of(numbers))));

        assertArrayEquals(new long[] {5, 7, 9}, longs(run(graph)));
    }

    /** The op on tensors, then literal arguments. */
    private static Tensor run(String op, List<Arg> literals, Tensor... tensors) {
        Graph graph = new Graph();
        List<Arg> arguments = new java.util.ArrayList<>();
        for (int i = 0; i < tensors.length; i++) {
            arguments.add(Arg.of(graph.placeholder("x" + i)));
        }
        arguments.addAll(literals);
        graph.output(Arg.list(List.of(Arg.of(graph.call(OpName.of(op), arguments, Map.of())))));
        return run(graph, tensors);
    }

    private static Tensor run(Graph graph, Tensor... tensors) {
        IValueVector inputs = new IValueVector();
        for (Tensor tensor : tensors) {
            inputs.push_back(new IValue(tensor));
        }
        return TorchProgram.compile(Region.of(graph), new WeightStore()).run(inputs).get(0).toTensor();
    }

    private static Tensor tensor(long rows, long columns, float... values) {
        return values.length == 0
                ? torch.zeros(rows, columns)
                : torch.tensor(values).reshape(rows, columns);
    }

    private static float[] floats(Tensor tensor) {
        return TensorMemory.bytes(tensor.contiguous()).toArray(ValueLayout.JAVA_FLOAT);
    }

    private static long[] longs(Tensor tensor) {
        return TensorMemory.bytes(tensor.contiguous()).toArray(ValueLayout.JAVA_LONG);
    }
}
