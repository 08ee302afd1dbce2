package dev.partita.handback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compile.OpenedProgram;
import dev.partita.engine.CancelToken;
import dev.partita.fixture.Fixtures;
import dev.partita.importer.Importer;
import dev.partita.ir.GraphPrinter;
import dev.partita.pt2.EngineTexts;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.OpaqueConstant;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.OutputSpec;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerConstantEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in a file for Python. That Python loads it, {@code check_handed_back.py} shows. */
class PythonArchiveTest {

    private static final Set<String> RELU_IN_TORCH = Set.of("torch.ops.aten.relu.default");

    @TempDir
    private Path folder;

    private final WorkerClient worker = WorkerClient.create();

    @AfterEach
    void endWorker() {
        worker.close();
    }

    @Test
    void enginesBecomeCallsBetweenTheNodesThatStayInTorch() throws IOException {
        write("mlp_tiny", RELU_IN_TORCH, CompileRequest.Target.ENGINES, TorchTensorRtRelease.V2_9);
        read(program -> {
            assertEquals("""
                    %_run_on_acc_0_engine = placeholder _run_on_acc_0_engine
                    %_run_on_acc_2_engine = placeholder _run_on_acc_2_engine
                    %input_1 = placeholder input_1 : float32[2, 4]
                    %execute_engine_default = tensorrt.execute_engine.default([%input_1], %_run_on_acc_0_engine) : (float32[2, 8])
                    %linear = _operator.getitem(%execute_engine_default, 0) : float32[2, 8]
                    %relu = aten.relu.default(%linear) : float32[2, 8]
                    %execute_engine_default_1 = tensorrt.execute_engine.default([%relu], %_run_on_acc_2_engine) : (float32[2, 3])
                    %linear_1 = _operator.getitem(%execute_engine_default_1, 0) : float32[2, 3]
                    output [%linear_1]
                    """, GraphPrinter.print(new Importer().importProgram(program).graph()));
            assertEquals(List.of(
                    new InputSpec.CustomObject("_run_on_acc_0_engine", "", "_run_on_acc_0_engine"),
                    new InputSpec.CustomObject("_run_on_acc_2_engine", "", "_run_on_acc_2_engine")),
                    program.module().signature().inputs().subList(0, 2));
            assertEquals(Set.of(), program.data().weights().keySet(), "the weights are in the engines");
        });
    }

    @ParameterizedTest
    @EnumSource(TorchTensorRtRelease.class)
    void anEngineHasTheFieldsOfItsRelease(TorchTensorRtRelease release) throws IOException {
        Path file = write("mlp_tiny", RELU_IN_TORCH, CompileRequest.Target.ENGINES, release);
        List<String> texts = engine(release, file);

        assertEquals(release.fields(), texts.size());
        assertEquals(List.of(Integer.toString(release.abi()), "_run_on_acc_0_engine", "0%9%0%0%NVIDIA H200"), texts.subList(0, 3));
        assertEquals("ftrt_run_on_acc_0", new String(Base64.getDecoder().decode(texts.get(3)), java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(List.of("input_1", "output0", "0"), texts.subList(4, 7));
        assertEquals("linux_x86_64", texts.get(8));
    }

    private static List<String> engine(TorchTensorRtRelease release, Path file) throws IOException {
        if (release.wantsFlatArchive()) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return EngineTexts.ofFlat(
                        zip.getInputStream(zip.getEntry("serialized_constants.pt")).readAllBytes(), "_run_on_acc_0_engine");
            }
        }
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            OpaqueConstant constant = archive.program().data().opaque().get("_run_on_acc_0_engine");
            assertEquals(
                    release.form() == TorchTensorRtRelease.EngineForm.SCRIPT_OBJECT
                            ? OpaqueConstant.Form.SCRIPT_OBJECT : OpaqueConstant.Form.PYTHON_PICKLE,
                    constant.form());
            return EngineTexts.of(constant);
        }
    }

    @Test
    void buffersThatTheProgramChangesStayBuffersAndAreWrittenBackFirst() throws IOException {
        write("bn_train_mutation", Set.of(), CompileRequest.Target.ENGINES, TorchTensorRtRelease.V2_6);
        read(program -> {
            List<String> buffers = program.module().signature().inputs().stream()
                    .filter(InputSpec.Buffer.class::isInstance).map(input -> ((InputSpec.Buffer) input).fqn()).toList();
            assertTrue(buffers.stream().anyMatch(fqn -> fqn.endsWith("running_mean")), buffers.toString());
            assertTrue(program.module().signature().outputs().getFirst() instanceof OutputSpec.BufferMutation,
                    program.module().signature().outputs().toString());
            assertTrue(program.module().signature().outputs().getLast() instanceof OutputSpec.UserOutput);
            assertFalse(program.data().weights().isEmpty());
        });
    }

    @Test
    void symbolsKeepTheirRanges() throws IOException {
        write("mlp_tiny_dyn", RELU_IN_TORCH, CompileRequest.Target.ENGINES, TorchTensorRtRelease.V2_12);
        read(program -> assertEquals(1, program.rangeConstraints().size(), program.rangeConstraints().toString()));
    }

    /** Engines give tensors alone; Python asks its inputs for the sizes that Torch segments read. */
    @Test
    void sizesAreReadFromTheInputs() throws IOException {
        write("vit_tiny48_dynbatch", Set.of("torch.ops.aten.expand.default", "torch.ops.aten._reshape_copy.default"),
                CompileRequest.Target.ENGINES, TorchTensorRtRelease.V2_9);
        read(program -> {
            String text = GraphPrinter.print(new Importer().importProgram(program).graph());
            assertTrue(text.contains("aten.sym_size.int(%x, 0) : int("), text);
            assertTrue(text.contains("_operator.mul("), text);
            assertFalse(text.contains("_local_scalar_dense"), text);
        });
    }

    @Test
    void networksAreNothingForPython() {
        HandBackException refused = assertThrows(HandBackException.class,
                () -> write("mlp_tiny", RELU_IN_TORCH, CompileRequest.Target.NETWORKS, TorchTensorRtRelease.V2_6));
        assertTrue(String.valueOf(refused.getMessage()).contains("Python can only run engines"), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("handed.pt2")));
    }

    private interface Check {
        void accept(ExportedProgram program);
    }

    private void read(Check check) {
        try (Pt2Archive archive = Pt2Reader.open(folder.resolve("handed.pt2"))) {
            check.accept(archive.program());
        }
    }

    private Path write(String model, Set<String> inTorch, CompileRequest.Target form, TorchTensorRtRelease release)
            throws IOException {
        Compiler compiler = new Compiler(new PretendedBuilder(folder.resolve("plans")),
                new WorkerConstantEvaluator(worker, folder.resolve("jobs")), folder);
        CompilationSettings settings = CompilationSettings.defaults()
                .with(CoreSettings.MIN_BLOCK_SIZE, 1L).with(CoreSettings.TORCH_EXECUTED_OPS, inTorch);
        Path file = folder.resolve("handed.pt2");
        try (OpenedProgram program = OpenedProgram.open(Fixtures.model(model), Optional.empty())) {
            CompileResult result = compiler.compile(
                    new CompileRequest(program, settings, folder.resolve("compiled"), form), event -> { }, new CancelToken());
            CompileResult.Compiled compiled = (CompileResult.Compiled) result;
            PythonArchive.write(compiled.plan(), compiled.module(),
                    new PythonArchive.Target(release, "0%9%0%0%NVIDIA H200", new Device("cuda", OptionalInt.of(0))),
                    folder.resolve("scratch"), file);
        }
        return file;
    }
}
