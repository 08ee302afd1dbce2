package dev.partita.worker.torch.region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.WeightRef;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.TorchException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TorchProgramTest {

    @BeforeAll
    static void loadLibtorch() {
        Libtorch.load();
        Libtorch.setThreads(1);
    }

    @Test
    void fillsInDefaultsAndKeywords() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node twice = call(graph, "aten.add.Tensor", List.of(Arg.of(x), Arg.of(x)), Map.of("alpha", Arg.of(2)));
        graph.output(Arg.list(List.of(Arg.of(twice))));

        assertArrayEquals(new float[] {3, 6}, floats(run(graph, floats(1, 2)).get(0)));
    }

    @Test
    void numbersInTensorSlotsPromoteLikePythonNumbers() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        graph.output(Arg.list(List.of(Arg.of(call(graph, "aten.add.Tensor", Arg.of(x), Arg.of(1.5))))));

        Tensor sum = run(graph, longs(1, 2)).get(0).toTensor();

        assertEquals(torch.ScalarType.Float, sum.scalar_type().intern());
    }

    @Test
    void symbolicIntegersFlowThroughArithmeticIntoShapesAndTensors() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node size = call(graph, "aten.sym_size.int", Arg.of(x), Arg.of(0));
        Node doubled = call(graph, "_operator.mul", Arg.of(size), Arg.of(2));
        Node padded = call(graph, "aten.new_zeros.default", Arg.of(x), Arg.list(List.of(Arg.of(doubled))));
        Node scaled = call(graph, "aten.add.Tensor", Arg.of(padded), Arg.of(doubled));
        graph.output(Arg.list(List.of(Arg.of(scaled), Arg.of(doubled))));

        IValueVector results = run(graph, floats(1, 2, 3));

        assertArrayEquals(new float[] {6, 6, 6, 6, 6, 6}, floats(results.get(0)));
        assertEquals(6, results.get(1).toInt());
    }

    @Test
    void itemsOfTuplesAndOfListsAreReadByIndex() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node top = call(graph, "aten.topk.default", Arg.of(x), Arg.of(1));
        Node index = call(graph, "_operator.getitem", Arg.of(top), Arg.of(1));
        Node halves = call(graph, "aten.split.Tensor", Arg.of(x), Arg.of(2));
        Node second = call(graph, "_operator.getitem", Arg.of(halves), Arg.of(-1));
        Node joined = call(graph, "aten.cat.default", Arg.of(halves));
        Node stacked = call(graph, "aten.stack.default", Arg.list(List.of(Arg.of(second), Arg.of(second))));
        graph.output(Arg.list(List.of(Arg.of(index), Arg.of(second), Arg.of(joined), Arg.of(stacked))));

        IValueVector results = run(graph, floats(1, 9, 3, 4));

        assertEquals(1, results.get(0).toTensor().item().toLong());
        assertArrayEquals(new float[] {3, 4}, floats(results.get(1)));
        assertArrayEquals(new float[] {1, 9, 3, 4}, floats(results.get(2)));
        assertArrayEquals(new float[] {3, 4, 3, 4}, floats(results.get(3)));
    }

    @Test
    void weightsAreReadWhereTheyLieAndWrittenOnesOnAPrivateCopy() {
        try (Arena arena = Arena.ofShared();
                WeightStore store = new WeightStore()) {
            MemorySegment storage = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4).asReadOnly();
            Attribute.Weight column = weight(storage, Shape.of(2), List.of(2L), 1);
            Graph graph = new Graph();
            Node state = graph.placeholder("b_state");
            Node x = graph.placeholder("x");
            Node updated = call(graph, "aten.add_.Tensor", Arg.of(state), Arg.of(x));
            graph.output(Arg.list(List.of(Arg.of(updated))));
            TorchProgram program = TorchProgram.compile(Region.of(graph, Map.of(state, column)), store);

            float[] first = floats(program.run(values(floats(10, 10))).get(0));
            float[] second = floats(program.run(values(floats(10, 10))).get(0));
            store.reset();
            float[] afterReset = floats(program.run(values(floats(10, 10))).get(0));

            assertArrayEquals(new float[] {12, 14}, first);
            assertArrayEquals(new float[] {22, 24}, second);
            assertArrayEquals(new float[] {12, 14}, afterReset);
            assertArrayEquals(new float[] {1, 2, 3, 4}, storage.toArray(ValueLayout.JAVA_FLOAT));
        }
    }

    @Test
    void aViewThatReachesBeyondItsStorageIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment storage = arena.allocate(16);

            TorchException refused = assertThrows(TorchException.class,
                    () -> TensorMemory.view(storage, DType.FLOAT32, new long[] {2, 2}, new long[] {3, 1}, 0));

            assertTrue(refused.toString().contains("reaches element 4, but its storage holds 4"), refused.toString());
        }
    }

    @Test
    void inPlaceOpsOnInputsAreAnnounced() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node y = graph.placeholder("y");
        Node view = call(graph, "aten.view.default", Arg.of(y), Arg.ints(-1));
        Node written = call(graph, "aten.relu_.default", Arg.of(view));
        graph.output(Arg.list(List.of(Arg.of(x), Arg.of(written))));

        assertEquals(Set.of(1), compile(graph).writtenInputs());
    }

    @Test
    void condRunsTheChosenBranch() {
        Graph graph = new Graph();
        Node choice = graph.placeholder("choice");
        Node x = graph.placeholder("x");
        Node whenTrue = subGraph(graph, "yes", "aten.relu.default");
        Node whenFalse = subGraph(graph, "no", "aten.neg.default");
        Node cond = call(graph, "higher_order.cond", Arg.of(choice), Arg.of(whenTrue), Arg.of(whenFalse),
                Arg.list(List.of(Arg.of(x))));
        graph.output(Arg.list(List.of(Arg.of(call(graph, "_operator.getitem", Arg.of(cond), Arg.of(0))))));
        TorchProgram program = compile(graph);

        assertArrayEquals(new float[] {0, 2}, floats(program.run(values(new IValue(true), floats(-1, 2))).get(0)));
        assertArrayEquals(new float[] {1, -2}, floats(program.run(values(new IValue(false), floats(-1, 2))).get(0)));
    }

    @Test
    void autocastRegionsComputeInTheirTypeAndOnlyThere() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Graph inner = new Graph();
        Node y = inner.placeholder("y");
        inner.output(Arg.list(List.of(Arg.of(call(inner, "aten.matmul.default", Arg.of(y), Arg.of(y))))));
        graph.putAttribute("body", new Attribute.SubGraph(inner));
        Node body = graph.getAttr("body");
        Node region = call(graph, "higher_order.wrap_with_autocast", Arg.of("cuda"), Arg.of(DType.FLOAT16), Arg.of(true),
                Arg.NONE, Arg.of(body), Arg.of(x));
        Node product = call(graph, "_operator.getitem", Arg.of(region), Arg.of(0));
        Node outside = call(graph, "aten.matmul.default", Arg.of(x), Arg.of(x));
        graph.output(Arg.list(List.of(Arg.of(product), Arg.of(outside))));

        IValueVector results = run(graph, new IValue(torch.ones(2, 2)));

        assertEquals(torch.ScalarType.Half, results.get(0).toTensor().scalar_type().intern());
        assertEquals(torch.ScalarType.Float, results.get(1).toTensor().scalar_type().intern());
    }

    @Test
    void aFailureNamesNodeOpModuleAndSourceLine() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node product = call(graph, "aten.mm.default", Arg.of(x), Arg.of(x));
        product.setOrigin(new Origin(List.of(new Origin.ModuleFrame("layers.0", "Linear")),
                "  File \"model.py\", line 12, in forward\n    return self.layers(x)"));
        graph.output(Arg.list(List.of(Arg.of(product))));

        TorchException failure = assertThrows(TorchException.class, () -> run(graph, new IValue(torch.ones(2, 3))));

        assertEquals("node 'mm' (aten.mm.default, module layers.0, File \"model.py\", line 12, in forward): "
                + "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", failure.getMessage());
    }

    @Test
    void allUnknownOpsAreReportedAtOnce() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x");
        Node first = call(graph, "aten.no_such_op.default", Arg.of(x));
        Node second = call(graph, "mylib.also_missing.default", Arg.of(first));
        graph.output(Arg.list(List.of(Arg.of(second))));

        TorchException failure = assertThrows(TorchException.class, () -> compile(graph));

        assertEquals(2, failure.toString().lines().count());
        assertTrue(failure.toString().contains("aten.no_such_op.default"), failure.toString());
        assertTrue(failure.toString().contains("mylib.also_missing.default"), failure.toString());
    }

    private static Node subGraph(Graph graph, String name, String op) {
        Graph inner = new Graph();
        Node y = inner.placeholder("y");
        inner.output(Arg.list(List.of(Arg.of(call(inner, op, Arg.of(y))))));
        graph.putAttribute(name, new Attribute.SubGraph(inner));
        return graph.getAttr(name);
    }

    private static Attribute.Weight weight(MemorySegment storage, Shape shape, List<Long> strides, long offset) {
        return new Attribute.Weight(
                new TensorSpec(DType.FLOAT32, shape), new WeightRef(storage, "weight_0", offset, strides));
    }

    private static Node call(Graph graph, String op, Arg... args) {
        return call(graph, op, List.of(args), Map.of());
    }

    private static Node call(Graph graph, String op, List<Arg> args, Map<String, Arg> kwargs) {
        return graph.call(OpName.of(op), args, kwargs);
    }

    private static TorchProgram compile(Graph graph) {
        return TorchProgram.compile(Region.of(graph), new WeightStore());
    }

    private static IValueVector run(Graph graph, IValue... inputs) {
        return compile(graph).run(values(inputs));
    }

    private static IValueVector values(IValue... inputs) {
        return new IValueVector(inputs);
    }

    private static IValue floats(float... values) {
        return new IValue(torch.tensor(values));
    }

    private static IValue longs(long... values) {
        return new IValue(torch.tensor(values));
    }

    private static float[] floats(IValue value) {
        return TensorMemory.bytes(value.toTensor().contiguous()).toArray(ValueLayout.JAVA_FLOAT);
    }
}
