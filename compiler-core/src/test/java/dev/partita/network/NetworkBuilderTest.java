package dev.partita.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkBuilderTest {

    private final NetworkBuilder network = new NetworkBuilder("_run_on_acc_0");

    @Test
    void printsOneLineALayerWithTheTypeWhereATensorIsMade() {
        network.from(new NetworkBuilder.Source("aten_ops.relu.default", "block/relu", "relu"));
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(-1L, 4L)), false);
        NetworkTensor y = network.add(new Layer.Activation(x, ActivationType.RELU, 0, 0));
        network.output("output0", y);

        assertEquals(
                """
                network _run_on_acc_0
                  input %0 float32[-1, 4] 'x'
                  %1 float32[-1, 4] = Activation[input=%0, type=RELU, alpha=0.0, beta=0.0]  # \
                [ACTIVATION]-[aten_ops.relu.default]-[block/relu]
                  output %1 'output0'
                """,
                network.build().toString());
    }

    @Test
    void layersOfOneNodeGetDifferentNames() {
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(2L)), false);
        network.add(new Layer.Identity(x));
        network.output("y", network.add(new Layer.Identity(x)));

        List<String> names = network.build().layers().stream().map(NamedLayer::name).toList();
        assertEquals(List.of("[IDENTITY]-[]-[]", "[IDENTITY]-[]-[]#2"), names);
    }

    @Test
    void mixedElementTypesAreRefusedAtOnce() {
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(2L)), false);
        NetworkTensor half = network.add(new Layer.Cast(x, DType.FLOAT16));

        NetworkException refused = assertThrows(
                NetworkException.class,
                () -> network.add(new Layer.ElementWise(x, half, ElementWiseOperation.SUM)));
        assertTrue(refused.toString().contains("element types differ"), refused.toString());
    }

    @Test
    void loopBodyMayReadOuterTensorsAndItsOwnVariables() {
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(5L, 2L)), false);
        NetworkTensor count = network.add(new Layer.Constant(new WeightSource.Integers(List.of(5L), List.of(), DType.INT32)));
        NetworkTensor zero = network.add(new Layer.Constant(new WeightSource.Filled(0, List.of(2L), DType.FLOAT32)));
        NetworkTensor row = network.tensor(zero.type());
        NetworkTensor sum = network.tensor(zero.type());
        List<NamedLayer> body = new ArrayList<>();
        NetworkTensor next =
                network.inside(body, () -> network.add(new Layer.ElementWise(sum, row, ElementWiseOperation.SUM)));
        NetworkTensor total = network.add(new Layer.Loop(
                TripLimit.COUNT,
                count,
                new LoopBody(
                        List.of(new LoopBody.Recurrence(sum, zero, next)),
                        List.of(new LoopBody.Iterator(row, x, 0, false)),
                        body,
                        List.of(new LoopBody.Result(next, LoopOutputKind.LAST_VALUE, 0, Optional.empty())))));
        network.output("total", total);

        assertTrue(network.build().toString().contains("each %3 float32[2] of %0 axis 0"));
    }

    @Test
    void whatALoopMakesInsideCannotBeReadOutside() {
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(5L, 2L)), false);
        NetworkTensor count = network.add(new Layer.Constant(new WeightSource.Integers(List.of(5L), List.of(), DType.INT32)));
        NetworkTensor row = network.tensor(new TensorType(DType.FLOAT32, List.of(2L)));
        List<NamedLayer> body = new ArrayList<>();
        NetworkTensor inner = network.inside(body, () -> network.add(new Layer.Identity(row)));
        network.add(new Layer.Loop(
                TripLimit.COUNT,
                count,
                new LoopBody(
                        List.of(),
                        List.of(new LoopBody.Iterator(row, x, 0, false)),
                        body,
                        List.of(new LoopBody.Result(inner, LoopOutputKind.LAST_VALUE, 0, Optional.empty())))));
        network.output("leak", inner);

        assertThrows(NetworkException.class, network::build);
    }

    @Test
    void convolutionExtentsFollowThePaddingStrideAndDilation() {
        NetworkTensor x = network.input("x", new TensorType(DType.FLOAT32, List.of(-1L, 3L, 224L, -1L)), false);
        Window window = new Window(List.of(7L, 7L), List.of(2L, 2L), List.of(3L, 3L), List.of(3L, 3L), List.of(1L, 1L));
        Operand kernel = new Operand.Weights(new WeightSource.Filled(1, List.of(64L, 3L, 7L, 7L), DType.FLOAT32));

        NetworkTensor y = network.add(new Layer.Convolution(x, kernel, Optional.empty(), window, 1));

        assertEquals("float32[-1, 64, 112, -1]", y.type().toString());
    }
}
