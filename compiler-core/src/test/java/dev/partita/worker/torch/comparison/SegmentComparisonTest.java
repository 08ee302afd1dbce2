package dev.partita.worker.torch.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.accuracy.ComparedValue;
import dev.partita.compiled.CompiledModule;
import dev.partita.fixture.Fixtures;
import dev.partita.importer.Importer;
import dev.partita.ir.Graph;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.worker.torch.CompiledHere;
import dev.partita.worker.torch.SilentRequest;
import dev.partita.worker.torch.engine.EngineRunner;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.engine.WorkerEngines;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.trt.TensorRtHandlers;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentComparisonTest {

    private static final String MODEL = "vit_tiny48";
    private static final String SPOILED = "_run_on_acc_2";

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        Libtorch.load();
        Libtorch.setThreads(1);
    }

    @Test
    void allSegmentsOfAGoodProgramAgree() throws Exception {
        List<ComparedValue> values = compare(segment -> false);
        assertTrue(values.stream().map(ComparedValue::segment).distinct().count() >= 5, values.toString());
        assertEquals(List.of(), values.stream().filter(value -> !value.agrees()).toList());
    }

    @Test
    void aSpoiledEngineIsTheOnlyOneThatIsWrongByItselfAndSpoilsWhatComesAfterIt() throws Exception {
        List<ComparedValue> values = compare(SPOILED::equals);
        int first = values.stream().map(ComparedValue::segment).toList().indexOf(SPOILED);
        for (int i = 0; i < values.size(); i++) {
            ComparedValue value = values.get(i);
            assertEquals(!value.segment().equals(SPOILED), value.own().agrees(), "by itself: " + value);
            assertEquals(i < first, value.whole().agrees(), "in the whole program: " + value);
        }
    }

    /** @param spoiled segments whose engine adds a tenth to all that it gives */
    private List<ComparedValue> compare(Predicate<String> spoiled) throws Exception {
        CompilationSettings settings = CompilationSettings.defaults().with(CoreSettings.MIN_BLOCK_SIZE, 1L)
                .withText(CoreSettings.TORCH_EXECUTED_OPS, "torch.ops.aten.gelu.default");
        CompiledModule module = CompiledHere.compile(Fixtures.model(MODEL), settings, folder.resolve("compiled"));
        OutputMemory memory = new OutputMemory(Placement.HOST, false);
        WorkerEngines engines = new WorkerEngines(new TensorRtHandlers().engines(), memory, new SilentRequest());
        try (Arena arena = Arena.ofShared();
                Pt2Archive archive = Pt2Reader.open(Fixtures.model(MODEL));
                MixedProgram program = MixedProgram.open(module, memory, (from, segment) -> {
                    EngineRunner exact = engines.open(from, segment);
                    return spoiled.test(segment.name()) ? inputs -> plusATenth(exact.run(inputs)) : exact;
                })) {
            Graph lowered = new Lowering()
                    .lower(new Importer().importProgram(archive.program()), LoweringOptions.DEFAULTS).graph();
            StoredCases stored = StoredCasesReader.read(Fixtures.file(MODEL + ".io.json"), arena);
            return new SegmentComparison(program, stored.tolerance()).compare(lowered, stored.cases().getFirst(), arena);
        }
    }

    private static Map<String, Tensor> plusATenth(Map<String, Tensor> outputs) {
        Map<String, Tensor> spoiled = new LinkedHashMap<>();
        outputs.forEach((name, tensor) -> spoiled.put(name, tensor.add(new Scalar(0.1))));
        return spoiled;
    }
}
