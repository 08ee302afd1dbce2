package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.NamedArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual and old layouts of the same kind of content. */
class VariantsTest {

    @ParameterizedTest
    @CsvSource({
        "legacy_1, 1.0", "legacy_5_3, 5.3", "legacy_7_4, 7.4", "legacy_8_2, 8.2", "legacy_8_5, 8.5", "legacy_8_7, 8.7",
        "transitional_28, 8.8", "deflated, 8.20", "other_root, 8.20", "tensor_subclass_pickle, 8.20"
    })
    void everyGenerationOpensCompletely(String name, String schema) {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/" + name))) {
            archive.verifyChecksums();
            ExportedProgram program = archive.program();
            assertEquals(schema, program.producer().schema().toString());
            assertTrue(program.module().graph().nodes().size() > 1);
            assertEquals(List.of(), missingData(program));
            assertTrue(program.data().weights().values().stream()
                    .allMatch(weight -> weight.tensor().storage().bytes().byteSize() >= weight.tensor().elementCount()));
        }
    }

    private static List<String> missingData(ExportedProgram program) {
        List<String> missing = new ArrayList<>();
        for (InputSpec spec : program.module().signature().inputs()) {
            String fqn = switch (spec) {
                case InputSpec.Parameter(String name, String path) -> path;
                case InputSpec.Buffer(String name, String path, boolean persistent) -> path;
                case InputSpec.TensorConstant(String name, String path) -> path;
                default -> "";
            };
            if (!fqn.isEmpty() && program.data().find(fqn).isEmpty()) {
                missing.add(fqn);
            }
        }
        return missing;
    }

    @Test
    void oldSignaturesBecomeSpecs() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/legacy_1"))) {
            assertEquals(
                    new InputSpec.Parameter("p_l_weight", "l.weight"),
                    archive.program().module().signature().inputs().getFirst());
        }
    }

    @Test
    void argumentKindsAreRenumbered() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/legacy_8_5"))) {
            assertEquals(
                    NamedArgument.Kind.POSITIONAL,
                    archive.program().module().graph().nodes().getFirst().inputs().getFirst().kind());
        }
    }

    @Test
    void infixAndConstructorExpressionsMeanTheSame() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/legacy_7_4"))) {
            ExportedProgram program = archive.program();
            assertEquals(
                    "6*s69 + 1", program.module().graph().values().symInt("add").orElseThrow().expr().toString());
            assertEquals("TRAINING", program.producer().verifiers().getFirst());
        }
    }

    @Test
    void severalModelsAreChosenByName() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/multi_model"))) {
            assertEquals(List.of("encoder", "decoder"), archive.modelNames());
            assertEquals("decoder", archive.program("decoder").name());
            Pt2Exception e = assertThrows(Pt2Exception.class, archive::program);
            assertTrue(String.valueOf(e.getMessage()).contains("encoder, decoder"), e.getMessage());
        }
    }

    @Test
    void anArchiveWithoutAGraphSaysWhatItIs() {
        Pt2Exception e = assertThrows(Pt2Exception.class, () -> Pt2Reader.open(Fixtures.model("variants/aoti_only")));
        assertTrue(String.valueOf(e.getMessage()).contains("AOTInductor package"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minor_newer"})
    void newerMinorsAreRead(String name) {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("variants/" + name))) {
            assertTrue(archive.program().producer().schema().minor() > 20);
        }
    }

    @Test
    void sampleInputsAreReadWithoutRunningAnything() {
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("resnet18_w16"))) {
            PythonValue.Tuple inputs = (PythonValue.Tuple) archive.sampleInputs("model").orElseThrow();
            PythonValue.Tuple positional = (PythonValue.Tuple) inputs.items().getFirst();
            assertTrue(positional.items().getFirst() instanceof PythonValue.Tensor, positional.toString());
            assertEquals(new PythonValue.Dict(Map.of()), inputs.items().get(1));
        }
    }
}
