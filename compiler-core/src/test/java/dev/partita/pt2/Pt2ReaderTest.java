package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymRange;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class Pt2ReaderTest {

    @Test
    void readsTheWholeOfASmallProgram() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("mlp_tiny"))) {
            assertEquals(List.of("model"), archive.modelNames());
            assertEquals(2, archive.extraFiles().size());
            ExportedProgram program = archive.program();

            assertEquals(new SchemaVersion(8, 20), program.producer().schema());
            assertEquals("2.13.0+cpu", program.producer().torchVersion());
            assertEquals(List.of("TRAINING"), program.producer().verifiers());
            assertEquals(
                    List.of("torch.ops.aten.linear.default", "torch.ops.aten.relu.default", "torch.ops.aten.linear.default"),
                    program.module().graph().nodes().stream().map(ExportedNode::target).toList());
            ExportedNode linear = program.module().graph().nodes().getFirst();
            assertEquals("linear", linear.name().orElseThrow());
            assertEquals(new Argument.Tensor("p_0_weight"), linear.inputs().get(1).value());
            assertEquals(
                    List.of("", "0"),
                    linear.metadata().moduleStack().stream().map(frame -> frame.path()).toList());
            assertEquals("float32[8, 4]", program.module().graph().values().tensor("p_0_weight").orElseThrow().spec().toString());
            assertEquals(
                    new InputSpec.Parameter("p_0_weight", "0.weight"),
                    program.module().signature().inputs().getFirst());
        }
    }

    @Test
    void weightsAreViewsOnMappedMemory() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("mlp_tiny"))) {
            Weight weight = archive.program().data().find("0.weight").orElseThrow();
            assertEquals(DType.FLOAT32, weight.tensor().dtype());
            assertEquals(List.of(8L, 4L), weight.tensor().sizes());
            assertTrue(weight.isParameter());
            assertTrue(weight.tensor().storage().bytes().isMapped());
            float first = weight.tensor().storage().bytes().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0);
            assertTrue(Math.abs(first) <= 0.5f, "Linear(4, 8) draws from [-0.5, 0.5] but holds " + first);
        }
    }

    @Test
    void tiedWeightsShareOneStorage() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("gpt2_tiny"))) {
            ProgramData data = archive.program().data();
            long storages = data.weights().values().stream().map(weight -> weight.tensor().storage().id()).distinct().count();
            assertTrue(storages < data.weights().size(), storages + " storages for " + data.weights().size());
        }
    }

    @Test
    void dynamicDimensionsCarryTheirRanges() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("resnet18_w16_dynbatch"))) {
            ExportedProgram program = archive.program();
            assertEquals(List.of(new SymRange(1, 64)), List.copyOf(program.rangeConstraints().values()));
            String symbol = program.rangeConstraints().keySet().iterator().next();
            assertEquals(
                    "float32[" + symbol + ", 3, 64, 64]",
                    program.module().graph().values().tensor("x").orElseThrow().spec().toString());
        }
    }

    @Test
    void higherOrderOpsKeepTheirGraphs() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("cond_model"))) {
            ExportedNode cond = archive.program().module().graph().nodes().stream()
                    .filter(node -> node.target().equals("torch.ops.higher_order.cond"))
                    .findFirst().orElseThrow();
            long graphs = cond.inputs().stream().filter(in -> in.value() instanceof Argument.SubGraph).count();
            assertEquals(2, graphs);
        }
    }

    @Test
    void everyModelInTheRepositoryOpens() {
        Fixtures.models().forEach(name -> opens(Fixtures.model(name)));
    }

    @Test
    void everyModelOfTheFullSetOpens() {
        List<String> names = Fixtures.assumeSharedModels();
        Path folder = Fixtures.shared().orElseThrow().resolve("models");
        names.forEach(name -> opens(folder.resolve(name + ".pt2")));
        assertTrue(names.size() > 50);
    }

    private static void opens(Path file) {
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            archive.verifyChecksums();
            assertTrue(archive.sampleInputs("model").orElseThrow() instanceof PythonValue.Tuple);
            ExportedProgram program = archive.program();
            assertEquals(
                    program.module().graph().inputs().size(),
                    program.module().signature().inputs().size(),
                    file.toString());
        }
    }
}
