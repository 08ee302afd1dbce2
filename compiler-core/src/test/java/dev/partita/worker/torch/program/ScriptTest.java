package dev.partita.worker.torch.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.region.Region;
import dev.partita.worker.torch.region.TorchProgram;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScriptTest {

    @BeforeAll
    static void oneThread() {
        Libtorch.setThreads(1);
    }

    @TestFactory
    Stream<DynamicTest> oneCallReturnsTheSameBitsAsStepByStep() {
        // cond_model has sub-graphs, bn_train_mutation an operator that TorchScript does not know: they stay step by step.
        return Fixtures.models().stream().filter(name -> !Set.of("cond_model", "bn_train_mutation").contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    @Test
    void aFailureStillNamesTheNode() {
        Graph graph = product();
        TorchProgram program = TorchProgram.compile(Region.of(graph), new WeightStore());
        assertEquals(Optional.empty(), program.speedUp());

        TorchException failure = assertThrows(
                TorchException.class, () -> program.run(new IValueVector(new IValue(torch.ones(2, 3)))));

        assertTrue(failure.toString().contains("node 'mm' (aten.mm.default)"), failure.toString());
    }

    @Test
    void whatTorchScriptWouldChooseDifferentlyStaysStepByStep() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x").setValue(Value.of(new TensorSpec(DType.FLOAT32, Shape.of(2))));
        Node sum = graph.call(OpName.of("aten.add.Tensor"), List.of(Arg.of(x)), Map.of("other", Arg.of(x)));
        Node size = graph.call(OpName.of("aten.sym_size.int"), List.of(Arg.of(sum), Arg.of(0)), Map.of());
        Node quotient = graph.call(OpName.of("aten.div.Tensor"), List.of(Arg.of(sum), Arg.of(size)), Map.of());
        graph.output(Arg.list(List.of(Arg.of(quotient))));
        TorchProgram program = TorchProgram.compile(Region.of(graph), new WeightStore());

        assertEquals(Optional.of("node 'div' (aten.div.Tensor) would become overload 'Scalar'"), program.speedUp());
    }

    private static Graph product() {
        Graph graph = new Graph();
        Node x = graph.placeholder("x").setValue(Value.of(new TensorSpec(DType.FLOAT32, Shape.of(2, 2))));
        Node product = graph.call(OpName.of("aten.mm.default"), List.of(Arg.of(x), Arg.of(x)), Map.of());
        graph.output(Arg.list(List.of(Arg.of(product))));
        return graph;
    }

    private static void compare(String name) {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model(name));
                Arena arena = Arena.ofConfined()) {
            ImportedProgram imported = new Importer().importProgram(archive.program());
            StoredCases stored = StoredCasesReader.read(Fixtures.file(name + ".io.json"), arena);
            try (ReferenceProgram program = ReferenceProgram.of(
                    new Lowering().lower(imported, LoweringOptions.DEFAULTS), imported.state())) {
                List<StoredCase> stepByStep = stored.cases().stream().map(each -> program.call(each, arena)).toList();
                assertEquals(Optional.empty(), program.speedUp());
                for (int i = 0; i < stepByStep.size(); i++) {
                    assertSameBits(stepByStep.get(i), program.call(stored.cases().get(i), arena));
                }
            }
        }
    }

    private static void assertSameBits(StoredCase expected, StoredCase actual) {
        for (int i = 0; i < expected.outputs().size(); i++) {
            if (expected.outputs().get(i).value() instanceof StoredValue.Tensor left
                    && actual.outputs().get(i).value() instanceof StoredValue.Tensor right) {
                assertEquals(-1, left.bytes().mismatch(right.bytes()), "output " + i);
            } else {
                assertEquals(expected.outputs().get(i), actual.outputs().get(i));
            }
        }
    }
}
