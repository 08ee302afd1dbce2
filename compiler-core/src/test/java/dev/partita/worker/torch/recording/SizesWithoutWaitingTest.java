package dev.partita.worker.torch.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.accuracy.CaseComparison;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.fixture.Fixtures;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.CompiledHere;
import dev.partita.worker.torch.SilentRequest;
import dev.partita.worker.torch.engine.EngineRunner;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.engine.WorkerEngines;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.NotedPlacement;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.trt.TensorRtHandlers;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program with a dynamic batch in seven segments, four of which take or give sizes. On a GPU each size that an engine gives
 * is waited for, and what waits cannot be recorded.
 */
class SizesWithoutWaitingTest {

    private static final String MODEL = "vit_tiny48_dynbatch";

    @TempDir
    private Path folder;

    private final NotedPlacement placement = new NotedPlacement();

    @BeforeAll
    static void load() {
        Libtorch.load();
        Libtorch.setThreads(1);
    }

    @Test
    void sizesAreKnownFromTheInputsAndEnginesHaveTensorsAlone() throws Exception {
        CompiledModule module = compile(Fixtures.model(MODEL), "torch.ops.aten.div.Tensor");
        assertEquals(7, module.manifest().segments().size());
        assertEquals(List.of(), numbers(module).toList());
        assertEquals(List.of(), sizes(module), "the shapes of the engines' tensors tell all sizes");
    }

    @Test
    void whatTorchReadsIsComputedBeforeTheFirstSegment() throws Exception {
        CompiledModule module = compile(Fixtures.model(MODEL), "torch.ops.aten.expand.default,torch.ops.aten.view.default,"
                + "torch.ops.aten._reshape_copy.default");
        assertEquals(List.of(), numbers(module).toList());
        assertTrue(sizes(module).stream().anyMatch(size -> size.value().contains("*")), sizes(module).toString());
        run(module, StoredCasesReader.read(Fixtures.file(MODEL + ".io.json"), Arena.ofAuto()));
    }

    @Test
    void theWholeProgramIsOneRecording() throws Exception {
        try (Arena arena = Arena.ofShared();
                MixedProgram program = open(compile(Fixtures.model(MODEL), "torch.ops.aten.div.Tensor"))) {
            StoredCases stored = StoredCasesReader.read(Fixtures.file(MODEL + ".io.json"), arena);
            Set<Long> batches = Set.copyOf(stored.cases().stream().map(SizesWithoutWaitingTest::batch).toList());
            assertTrue(batches.size() > 1, "cases of several batch sizes: " + batches);
            StoredCase first = stored.cases().getFirst();
            try (MixedProgram.Values given = program.enter(first);
                    RecordedSchedule recorded =
                            RecordedSchedule.whole(program.schedule(), placement, given.byName().keySet())) {
                for (int run = 0; run < 5; run++) {
                    assertTrue(Replays.agree(program, recorded, given), "run " + run);
                }
                assertEquals(List.of("7 of 7 segments ran as 1 CUDA graph."), recorded.notes());
                int replays = placement.recordings.getFirst().replays;
                assertEquals(3, replays, "the runs after the second");
                // A recording is made for one batch: another one runs as it is, and right.
                StoredCase other = stored.cases().stream().filter(call -> batch(call) != batch(first)).findFirst().orElseThrow();
                try (MixedProgram.Values another = program.enter(other)) {
                    assertTrue(Replays.agree(program, recorded, another));
                }
                assertEquals(replays, placement.recordings.getFirst().replays);
            }
            run(program, stored, arena);
        }
    }

    /** Sizes that depend on data are numbers in tensors until the engine has run. */
    @Test
    void whatDependsOnDataIsStillRead() throws Exception {
        Path model = Fixtures.assumeShared().resolve("models/data_dependent.pt2");
        CompiledModule module = compile(model, "torch.ops.aten.mul.Tensor");
        assertEquals(List.of(), sizes(module));
        assertTrue(numbers(module).allMatch(port -> port.type() instanceof PortType.Int), numbers(module).toList().toString());
        assertTrue(numbers(module).count() > 0, "an engine takes a number that was read out of a tensor");
    }

    private static long batch(StoredCase call) {
        return ((StoredValue.Tensor) call.inputs().getFirst().value()).shape().getFirst();
    }

    private static List<Manifest.Input.Size> sizes(CompiledModule module) {
        return module.manifest().inputs().stream()
                .filter(Manifest.Input.Size.class::isInstance).map(Manifest.Input.Size.class::cast).toList();
    }

    /** What engines take and give that is no tensor to the program. */
    private static Stream<Port> numbers(CompiledModule module) {
        return module.manifest().segments().stream()
                .filter(SegmentEntry.TensorRt.class::isInstance).map(SegmentEntry.TensorRt.class::cast)
                .flatMap(segment -> Stream.concat(segment.inputs().stream(), segment.outputs().stream()))
                .filter(port -> !(port.type() instanceof PortType.Tensor));
    }

    private void run(CompiledModule module, StoredCases stored) throws Exception {
        try (MixedProgram program = open(module); Arena arena = Arena.ofShared()) {
            run(program, stored, arena);
        }
    }

    private static void run(MixedProgram program, StoredCases stored, Arena arena) {
        for (StoredCase expected : stored.cases()) {
            CaseComparison comparison = CaseComparison.of(program.call(expected, arena), expected, stored.tolerance());
            assertTrue(comparison.agrees(), comparison.toString());
        }
    }

    /** An engine with a number at its border refuses to be recorded, as it does on a GPU. */
    private MixedProgram open(CompiledModule module) throws Exception {
        OutputMemory memory = new OutputMemory(placement, false);
        WorkerEngines engines = new WorkerEngines(new TensorRtHandlers().engines(), memory, new SilentRequest());
        return MixedProgram.open(module, memory, (from, segment) -> {
            EngineRunner runner = engines.open(from, segment);
            boolean waits = Stream.concat(segment.inputs().stream(), segment.outputs().stream())
                    .anyMatch(port -> !(port.type() instanceof PortType.Tensor));
            return inputs -> {
                if (waits && placement.isRecording()) {
                    throw new TorchException("it waits for the GPU");
                }
                return runner.run(inputs);
            };
        });
    }

    private CompiledModule compile(Path model, String inTorch) throws Exception {
        return CompiledHere.compile(model, CompilationSettings.defaults()
                .with(CoreSettings.MIN_BLOCK_SIZE, 1L).withText(CoreSettings.TORCH_EXECUTED_OPS, inTorch),
                folder.resolve("compiled"));
    }
}
