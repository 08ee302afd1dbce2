package dev.partita.worker.torch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.Output;
import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.PortType;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.NotedPlacement;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.program.EngineSegment;
import dev.partita.worker.torch.program.Schedule;
import dev.partita.worker.torch.recording.RecordedSchedule;
import dev.partita.worker.torch.region.SegmentProgram;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chain of two engines, each of which adds one, in host memory that notes what is allocated and when. */
class OutputMemoryTest {

    private static final Set<String> GIVEN = Set.of("x");

    private final NotedPlacement placement = new NotedPlacement();
    private final OutputMemory memory = new OutputMemory(placement, true);
    private final List<IValue> kept = new ArrayList<>();

    @BeforeAll
    static void load() {
        Libtorch.load();
    }

    @AfterEach
    void close() {
        kept.forEach(IValue::close);
        memory.close();
    }

    @Test
    void outputsOfTheNextRunAreAllocatedAfterThisOne() {
        Schedule chain = chain(memory);
        int[] duringSegments = {0};
        for (int run = 1; run <= 3; run++) {
            int before = placement.allocations.size();
            run(chain, () -> duringSegments[0] = placement.allocations.size(), 1, 2);
            assertEquals(run == 1 ? 2 : 0, duringSegments[0] - before, "allocated by the segments of run " + run);
            assertEquals(2, placement.allocations.size() - duringSegments[0], "allocated behind the last segment of run " + run);
        }
    }

    @Test
    void aRunWritesWhereTheOneBeforeItSaid() {
        Schedule chain = chain(memory);
        run(chain, () -> {}, 1, 2);
        Set<Long> ahead = addresses(2, 4);
        run(chain, () -> {}, 1, 2);
        assertTrue(ahead.contains(address(kept.getLast())), "the second result lies in memory of the first run's end");
    }

    @Test
    void whatWasReturnedStaysAsItIs() {
        Schedule chain = chain(memory);
        for (int run = 0; run < 5; run++) {
            run(chain, () -> {}, run, 10 * run);
        }
        Set<Long> places = new HashSet<>();
        for (int run = 0; run < 5; run++) {
            assertEquals(List.of(run + 2f, 10f * run + 2), floats(kept.get(run)), "result of run " + run);
            places.add(address(kept.get(run)));
        }
        assertEquals(5, places.size(), "each result has memory of its own");
    }

    @Test
    void otherShapesGetOtherMemory() {
        Schedule chain = chain(memory);
        run(chain, () -> {}, 1, 2);
        run(chain, () -> {}, 1, 2, 3);
        assertEquals(List.of(3f, 4f, 5f), floats(kept.getLast()));
        run(chain, () -> {}, 1, 2, 3);
        assertEquals(List.of(3f, 4f, 5f), floats(kept.getLast()));
        run(chain, () -> {}, 7);
        assertEquals(List.of(9f), floats(kept.getLast()));
    }

    @Test
    void nothingIsTakenIntoARecording() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(memory), placement, GIVEN)) {
            for (int run = 1; run <= 2; run++) {
                runRecorded(recorded);
            }
            Set<Long> ahead = addresses(placement.allocations.size() - 2, placement.allocations.size());
            int before = placement.allocations.size();
            runRecorded(recorded);
            assertTrue(recorded.isSettled());
            List<NotedPlacement.Allocation> during = placement.allocations.subList(before, placement.allocations.size()).stream()
                    .filter(NotedPlacement.Allocation::recorded).toList();
            assertEquals(2, during.size(), "both outputs are new memory");
            during.forEach(allocation -> assertFalse(ahead.contains(allocation.address()), "a spare tensor was recorded"));
        }
    }

    @Test
    void nothingIsAllocatedAheadUnlessAskedFor() {
        OutputMemory plain = new OutputMemory(placement, false);
        Schedule chain = chain(plain);
        for (int run = 1; run <= 3; run++) {
            run(chain, () -> {}, 1, 2);
            assertEquals(2 * run, placement.allocations.size());
        }
        assertNotEquals(address(kept.get(0)), address(kept.get(1)));
    }

    private Set<Long> addresses(int from, int to) {
        Set<Long> addresses = new HashSet<>();
        placement.allocations.subList(from, to).forEach(allocation -> addresses.add(allocation.address()));
        return addresses;
    }

    private void run(Schedule chain, Runnable afterEach, float... numbers) {
        try (Tensor x = torch.tensor(numbers)) {
            Map<String, IValue> values = new HashMap<>(Map.of("x", new IValue(x)));
            chain.run(values, afterEach);
            keep(values);
        }
    }

    private void runRecorded(RecordedSchedule recorded) {
        try (Tensor x = torch.tensor(new float[] {1, 2})) {
            Map<String, IValue> values = new HashMap<>(Map.of("x", new IValue(x)));
            recorded.run(values, () -> {});
            keep(values);
            assertEquals(List.of(3f, 4f), floats(kept.getLast()));
        }
    }

    private void keep(Map<String, IValue> values) {
        kept.add(values.remove("b"));
        values.values().forEach(IValue::close);
    }

    private static List<Float> floats(IValue value) {
        try (Tensor tensor = value.toTensor()) {
            return IntStream.range(0, (int) tensor.numel()).mapToObj(i -> tensor.get(i).item().toFloat()).toList();
        }
    }

    private static long address(IValue value) {
        try (Tensor tensor = value.toTensor()) {
            return TensorMemory.address(tensor);
        }
    }

    private Schedule chain(OutputMemory outputs) {
        HostEngine plusOne = (inputs, arena) -> {
            StoredValue.Tensor in = inputs.get("in");
            MemorySegment sum = arena.allocate(in.bytes().byteSize(), 64);
            for (int i = 0; i < in.shape().getFirst(); i++) {
                sum.setAtIndex(ValueLayout.JAVA_FLOAT, i, in.bytes().getAtIndex(ValueLayout.JAVA_FLOAT, i) + 1);
            }
            return Map.of("out", new StoredValue.Tensor(DType.FLOAT32, in.shape(), sum));
        };
        List<SegmentEntry> entries = new ArrayList<>();
        List<SegmentProgram> programs = new ArrayList<>();
        for (String[] name : new String[][] {{"x", "a"}, {"a", "b"}}) {
            SegmentEntry.TensorRt entry = new SegmentEntry.TensorRt("to_" + name[1], new Artifact.Job(""),
                    List.of(port(name[0], "in")), List.of(port(name[1], "out")));
            entries.add(entry);
            programs.add(new EngineSegment(entry, new HostRunner(plusOne, outputs)));
        }
        return new Schedule(new Manifest(Manifest.VERSION, new Manifest.Source("chain.pt2", 0), Map.of(),
                List.of(new Manifest.Input.User("x", "float32[s0]", List.of())), List.of(new Output.Value("b")), List.of(), entries,
                new Manifest.Weights("weights.bin", List.of(), List.of())), programs, outputs);
    }

    private static Port port(String value, String binding) {
        return new Port(value, binding, DType.FLOAT32, new PortType.Tensor(DType.FLOAT32));
    }
}
