package dev.partita.worker.torch.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Output;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.NotedPlacement;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.Schedule;
import dev.partita.worker.torch.region.SegmentProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chain of four segments, each of which adds one to what the one before it gave. */
class RecordedScheduleTest {

    private static final Set<String> GIVEN = Set.of("x");

    private final NotedPlacement placement = new NotedPlacement();
    private final List<String> ran = new ArrayList<>();

    @BeforeAll
    static void load() {
        Libtorch.load();
    }

    @Test
    void theThirdRunIsRecordedAndLaterOnesReplayed() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(Set.of()), placement, GIVEN);
                Tensor x = torch.tensor(new float[] {1, 2})) {
            for (int run = 1; run <= 6; run++) {
                assertEquals(List.of(5f, 6f), result(recorded, x), "run " + run);
                assertEquals(run >= 3, recorded.isSettled(), "run " + run);
            }
            assertEquals(1, placement.recordings.size());
            assertEquals(4, placement.recordings.getFirst().replays);
            assertEquals(List.of("4 of 4 segments ran as 1 CUDA graph."), recorded.notes());
        }
        assertTrue(placement.recordings.getFirst().closed);
    }

    @Test
    void aSegmentThatCannotBeRecordedRunsBetweenTwoRecordings() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(Set.of(2)), placement, GIVEN);
                Tensor x = torch.tensor(new float[] {1, 2})) {
            for (int run = 1; run <= 8; run++) {
                assertEquals(List.of(5f, 6f), result(recorded, x), "run " + run);
            }
            assertTrue(recorded.isSettled());
            assertEquals(List.of(
                    "3 of 4 segments ran as 2 CUDA graphs.", "No CUDA graph for s2: it waits for the GPU."), recorded.notes());
            ran.clear();
            result(recorded, x);
            // The replays of these notes run their segments, too.
            assertEquals(List.of("s0", "s1", "s2", "s3"), ran);
        }
    }

    /** The second recording reads a copy: what the unrecorded segment gives lies elsewhere in each run. */
    @Test
    void whatAnUnrecordedSegmentGivesIsCopiedToWhereTheRecordingReads() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(Set.of(0)), placement, GIVEN)) {
            for (int run = 1; run <= 8; run++) {
                try (Tensor x = torch.tensor(new float[] {run, 0})) {
                    assertEquals(List.of(run + 4f, 4f), result(recorded, x), "run " + run);
                }
            }
            assertTrue(placement.recordings.getFirst().replays > 1);
        }
    }

    @Test
    void otherMemoryAndOtherShapesRunAsTheyAre() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(Set.of()), placement, GIVEN);
                Tensor x = torch.tensor(new float[] {1, 2});
                Tensor elsewhere = torch.tensor(new float[] {3, 4});
                Tensor longer = torch.tensor(new float[] {1, 2, 3})) {
            for (int run = 1; run <= 3; run++) {
                result(recorded, x);
            }
            assertEquals(List.of(7f, 8f), result(recorded, elsewhere));
            assertEquals(List.of(5f, 6f, 7f), result(recorded, longer));
            assertEquals(1, placement.recordings.getFirst().replays);
        }
    }

    @Test
    void eachSegmentForItselfIsRecordedApart() {
        try (RecordedSchedule recorded = RecordedSchedule.bySegment(chain(Set.of(1)), placement, GIVEN);
                Tensor x = torch.tensor(new float[] {1, 2})) {
            for (int run = 1; run <= 8; run++) {
                assertEquals(List.of(5f, 6f), result(recorded, x), "run " + run);
            }
            assertEquals("3 of 4 segments ran as 3 CUDA graphs.", recorded.notes().getFirst());
        }
    }

    @Test
    void hostMemoryIsNotRecorded() {
        try (RecordedSchedule recorded = RecordedSchedule.whole(chain(Set.of()), Placement.HOST, GIVEN);
                Tensor x = torch.tensor(new float[] {1, 2})) {
            for (int run = 1; run <= 4; run++) {
                assertEquals(List.of(5f, 6f), result(recorded, x));
            }
            assertTrue(recorded.isSettled());
            assertEquals(List.of(), recorded.notes());
        }
    }

    /** Runs the chain on x; the values that are left are x and the result. */
    private static List<Float> result(RecordedSchedule recorded, Tensor x) {
        Map<String, IValue> values = new HashMap<>(Map.of("x", new IValue(x)));
        int[] segments = {0};
        recorded.run(values, () -> segments[0]++);
        assertEquals(4, segments[0]);
        assertFalse(values.containsKey("v2"), "v2 is given up after its last reader");
        try (Tensor result = values.get("v3").toTensor()) {
            return IntStream.range(0, (int) result.numel()).mapToObj(i -> result.get(i).item().toFloat()).toList();
        } finally {
            values.values().forEach(IValue::close);
        }
    }

    /** @param waiting segments that cannot be recorded */
    private Schedule chain(Set<Integer> waiting) {
        List<SegmentEntry> entries = new ArrayList<>();
        List<SegmentProgram> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String input = i == 0 ? "x" : "v" + (i - 1);
            String name = "s" + i;
            boolean waits = waiting.contains(i);
            entries.add(new SegmentEntry.Torch(name, "", List.of(input), List.of("v" + i)));
            programs.add(inputs -> {
                if (waits && placement.isRecording()) {
                    throw new TorchException("it waits for the GPU");
                }
                ran.add(name);
                return plusOne(inputs);
            });
        }
        return new Schedule(new Manifest(Manifest.VERSION, new Manifest.Source("chain.pt2", 0), Map.of(),
                List.of(new Manifest.Input.User("x", "float32[2]", List.of())), List.of(new Output.Value("v3")), List.of(), entries,
                new Manifest.Weights("weights.bin", List.of(), List.of())), programs, new OutputMemory(placement, false));
    }

    private static IValueVector plusOne(IValueVector inputs) {
        try (var _ = new InferenceMode(true);
                var _ = new PointerScope()) {
            IValueVector outputs = new IValueVector();
            outputs.resize(1);
            outputs.put(0, new IValue(inputs.get(0).toTensor().add(new Scalar(1f))));
            return outputs.retainReference();
        }
    }
}
