package dev.partita.worker.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.accuracy.CaseComparison;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.fixture.Fixtures;
import dev.partita.profile.LayerTiming;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Profile;
import dev.partita.protocol.Request;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.ResourceSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.torch.measure.ProgramMeasurer;
import dev.partita.worker.torch.measure.RandomCase;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.program.CallException;
import dev.partita.worker.torch.program.CompiledPrograms;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.torch.program.RunnableProgram;
import dev.partita.worker.trt.TensorRtHandlers;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fixture, compiled and run as a mixed program: Torch segments on libtorch, TensorRT segments as networks on the
 * evaluator. Proves lowering, partitioning, conversion, the folder and the schedule in one go, without a GPU.
 */
class MixedProgramTest {

    private static final CompilationSettings WHOLE = CompilationSettings.defaults().with(CoreSettings.MIN_BLOCK_SIZE, 1L);

    private static final CompilationSettings SPLIT = WHOLE.withText(
            CoreSettings.TORCH_EXECUTED_OPS, "torch.ops.aten.add.Tensor,torch.ops.aten.relu.default");

    private static final Request.RunOptions AS_COMPILED = Request.RunOptions.threads(1);

    private static final RequestContext SILENT = new SilentRequest();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void oneThread() {
        Libtorch.setThreads(1);
    }

    @TestFactory
    Stream<DynamicTest> returnsWhatPythonReturned() {
        return Fixtures.models().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(Fixtures.file("mlp_tiny.pt2").getParent(), name, WHOLE)));
    }

    @TestFactory
    Stream<DynamicTest> returnsTheSameWhenTorchTakesAdditionsAndRelus() {
        return Fixtures.models().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(Fixtures.file("mlp_tiny.pt2").getParent(), name, SPLIT)));
    }

    @TestFactory
    Stream<DynamicTest> returnsWhatPythonReturnedForTheFullSet() {
        List<String> names = Fixtures.assumeSharedModels();
        Path models = Fixtures.assumeShared().resolve("models");
        return Stream.of(WHOLE, SPLIT).flatMap(settings -> names.stream()
                .map(name -> DynamicTest.dynamicTest(name + ", " + settings, () -> check(models, name, settings))));
    }

    /** Parts of a complex weight are read by Python's indexing then, in an engine as in Torch. */
    @Test
    void returnsTheSameWhenComplexNumbersAreRewrittenAsByTorchTensorRt() throws Exception {
        Path models = Fixtures.file("mlp_tiny.pt2").resolveSibling("complex");
        for (CompilationSettings settings : List.of(WHOLE, WHOLE.withText(CoreSettings.TORCH_EXECUTED_OPS,
                "torch.ops.aten.mul.Tensor,_operator.getitem"))) {
            check(models, "complex_rope", settings.with(PartitionSettings.MATCH_TORCH_TENSORRT, true));
        }
    }

    private static void check(Path models, String name, CompilationSettings settings) throws Exception {
        try (Arena arena = Arena.ofShared()) {
            run(compile(models, name, settings), StoredCasesReader.read(models.resolve(name + ".io.json"), arena), arena);
        }
    }

    private static CompiledModule compile(Path models, String name, CompilationSettings settings) throws Exception {
        return CompiledHere.compile(models.resolve(name + ".pt2"), settings,
                folder.resolve(name + "-" + Integer.toHexString(settings.hashCode())));
    }

    /** The cache counts its calls: the second one begins where the first one ended. */
    @Test
    void changedBuffersAreKeptFromCallToCallUntilReset() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            Path models = Fixtures.file("kv_cache_buffer.pt2").getParent();
            CompiledModule module = compile(models, "kv_cache_buffer", WHOLE);
            StoredCase call = StoredCasesReader.read(models.resolve("kv_cache_buffer.io.json"), arena).cases().getFirst();
            try (RunnableProgram program = new CompiledPrograms(new TensorRtHandlers().engines()).open(module.folder(), AS_COMPILED, SILENT)) {
                assertEquals(List.of(1L, 2L), List.of(position(program, call, arena), position(program, call, arena)));
                program.reset();
                assertEquals(1, position(program, call, arena));
            }
        }
    }

    /** Segments stand where layers do; buffers stay as they are, however often the program runs. */
    @Test
    void measuresTheWholeProgramAndItsSegments() throws Exception {
        MeasureSettings settings = MeasureSettings.trtexec11()
                .withSpan(new MeasureSettings.Span(0, 0, 50, 0, 0)).withLayers(true);
        try (Arena arena = Arena.ofShared()) {
            Path models = Fixtures.file("kv_cache_buffer.pt2").getParent();
            CompiledModule module = compile(models, "kv_cache_buffer", SPLIT);
            StoredCase call = StoredCasesReader.read(models.resolve("kv_cache_buffer.io.json"), arena).cases().getFirst();
            try (MixedProgram program = new CompiledPrograms(new TensorRtHandlers().engines()).open(module.folder(), AS_COMPILED, SILENT)) {
                Profile profile = new ProgramMeasurer(settings, () -> false).measure(program, call).profile();
                assertEquals(List.of("Torch segments ran on CPU."), profile.notes());
                assertEquals(program.segmentNames(), profile.layers().stream().map(LayerTiming::name).toList());
                assertTrue(profile.layers().size() > 1, "the program is cut");
                assertTrue(profile.measurement().counts().queries() >= 50);
                float segments = (float) profile.layers().stream().mapToDouble(LayerTiming::medianMillis).sum();
                float whole = profile.measurement().series().compute().median();
                assertTrue(segments > whole / 5 && segments < whole * 5, segments + " ms in pieces, " + whole + " ms whole");
                assertEquals(1, position(program, call, arena));
            }
        }
    }

    /** The setting goes with the program; who runs it may say otherwise. */
    @Test
    void outputsAreAllocatedAheadAsTheSettingsOrTheRequestSay() throws Exception {
        Path models = Fixtures.file("mlp_tiny_dyn.pt2").getParent();
        for (boolean setting : List.of(false, true)) {
            CompiledModule module = compile(
                    models, "mlp_tiny_dyn", SPLIT.with(ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS, setting));
            for (Optional<Boolean> request : List.of(Optional.<Boolean>empty(), Optional.of(false), Optional.of(true))) {
                checkAhead(module, new Request.RunOptions(1, request), request.orElse(setting));
            }
        }
    }

    private static void checkAhead(CompiledModule module, Request.RunOptions options, boolean expected) throws Exception {
        try (Arena arena = Arena.ofShared();
                MixedProgram program =
                        new CompiledPrograms(new TensorRtHandlers().engines()).open(module.folder(), options, SILENT)) {
            StoredCases stored = StoredCasesReader.read(Fixtures.file("mlp_tiny_dyn.io.json"), arena);
            for (int round = 0; round < 3; round++) {
                for (StoredCase call : stored.cases()) {
                    CaseComparison comparison = CaseComparison.of(program.call(call, arena), call, stored.tolerance());
                    assertTrue(comparison.agrees(), comparison.toString());
                }
            }
            MeasureSettings settings = MeasureSettings.trtexec11()
                    .withSpan(new MeasureSettings.Span(0, 0, 3, 0, 0)).withCudaGraph(false);
            List<String> notes = new ProgramMeasurer(settings, () -> false)
                    .measure(program, stored.cases().getFirst()).profile().notes();
            assertEquals(expected, notes.contains("Outputs of engines were allocated one run ahead."), notes.toString());
        }
    }

    @Test
    void measuresWithRandomInputsWhereShapesAreKnown() throws Exception {
        Path models = Fixtures.file("mlp_tiny.pt2").getParent();
        try (Arena arena = Arena.ofShared()) {
            Manifest known = compile(models, "mlp_tiny", WHOLE).manifest();
            StoredCase random = RandomCase.of(known, ShapeRange.Corner.OPT, arena);
            StoredCase stored = StoredCasesReader.read(models.resolve("mlp_tiny.io.json"), arena).cases().getFirst();
            assertEquals(specs(stored), specs(random));
        }
    }

    @Test
    void measuresDynamicProgramsAtEachCornerOfTheirRange() throws Exception {
        Path models = Fixtures.file("mlp_tiny_dyn.pt2").getParent();
        CompiledModule module = compile(models, "mlp_tiny_dyn", SPLIT);
        MeasureSettings settings = MeasureSettings.trtexec11().withSpan(new MeasureSettings.Span(1, 1, 2, 0, 0));
        List<List<Profile.MeasuredInput>> measured = new ArrayList<>();
        for (ShapeRange.Corner corner : ShapeRange.Corner.values()) {
            try (Arena arena = Arena.ofShared();
                    MixedProgram program =
                            new CompiledPrograms(new TensorRtHandlers().engines()).open(module.folder(), AS_COMPILED, SILENT)) {
                StoredCase call = RandomCase.of(module.manifest(), corner, arena);
                measured.add(new ProgramMeasurer(settings, () -> false).measure(program, call).profile().inputs());
            }
        }
        assertEquals("[[input_1:2x4], [input_1:3x4], [input_1:100x4]]", measured.toString());
    }

    @Test
    void asksForInputsWhereNothingBoundsAShape() {
        Manifest.Input unbounded = new Manifest.Input.User("x", "float32[s0, 3]", List.of());
        Manifest manifest = new Manifest(Manifest.VERSION, new Manifest.Source("m.pt2", 0), Map.of(), List.of(unbounded),
                List.of(), List.of(), List.of(), new Manifest.Weights("weights.bin", List.of(), List.of()));
        CallException refusal = assertThrows(
                CallException.class, () -> RandomCase.of(manifest, ShapeRange.Corner.MIN, Arena.ofAuto()));
        assertEquals("input 'x' is float32[s0, 3]: give inputs to measure the whole program with", refusal.getMessage());
    }

    private static List<Object> specs(StoredCase call) {
        return call.inputs().stream().map(leaf -> (Object) ((StoredValue.Tensor) leaf.value()).spec()).toList();
    }

    private static long position(RunnableProgram program, StoredCase call, Arena arena) {
        StoredCase result = program.call(call, arena);
        assertEquals(1, result.outputs().size());
        StoredValue.Tensor position = assertInstanceOf(StoredValue.Tensor.class, result.mutatedBuffers().get("pos"));
        return position.bytes().get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    }

    private static void run(CompiledModule module, StoredCases stored, Arena arena) throws Exception {
        CompiledPrograms programs = new CompiledPrograms(new TensorRtHandlers().engines());
        try (RunnableProgram program = programs.open(module.folder(), AS_COMPILED, SILENT)) {
            for (StoredCase expected : stored.cases()) {
                program.reset();
                CaseComparison comparison =
                        CaseComparison.of(program.call(expected, arena), expected, stored.tolerance());
                assertTrue(comparison.agrees(), comparison.toString());
            }
        }
    }
}
