package dev.partita.worker.torch.recording;

import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.program.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.IValue;

/**
 * A schedule that runs again and again on the same inputs, in stretches that are recorded (as CUDA graphs) where that is
 * possible. Which segments cannot be recorded, because they wait for the GPU or depend on data, is found by trying: such a
 * segment runs as it is, and what lies before and behind it is recorded apart.
 */
public final class RecordedSchedule implements AutoCloseable {

    private final Schedule schedule;
    private final Placement placement;
    private final Set<String> given;
    private final List<String> refusals = new ArrayList<>();
    private List<Part> parts;

    /** A stretch, and whether it may be recorded. */
    private record Part(Stretch stretch, boolean recordable) {}

    private RecordedSchedule(Schedule schedule, Placement placement, Set<String> given, List<Stretch> stretches) {
        this.schedule = schedule;
        this.placement = placement;
        this.given = Set.copyOf(given);
        this.parts = stretches.stream().map(stretch -> new Part(stretch, placement.records())).toList();
    }

    /**
     * As few stretches as can be.
     *
     * @param given names of the program's inputs, which lie in the same memory in every run
     */
    public static RecordedSchedule whole(Schedule schedule, Placement placement, Set<String> given) {
        return new RecordedSchedule(schedule, placement, given, List.of(new Stretch(schedule.stages(), placement)));
    }

    /** Each segment for itself, so that it can be timed. */
    public static RecordedSchedule bySegment(Schedule schedule, Placement placement, Set<String> given) {
        return new RecordedSchedule(schedule, placement, given, schedule.stages().stream()
                .map(stage -> new Stretch(List.of(stage), placement)).toList());
    }

    /** As {@link Schedule#run}; after a stretch {@code afterEach} is called once for each of its segments. */
    public void run(Map<String, IValue> values, Runnable afterEach) {
        List<Part> next = new ArrayList<>();
        Set<String> steady = new HashSet<>(given);
        for (Part part : parts) {
            Optional<Stretch.Refusal> refusal = run(part, values, steady);
            refusal.ifPresentOrElse(why -> next.addAll(split(part.stretch(), why)), () -> next.add(part));
            for (Schedule.Stage stage : part.stretch().stages()) {
                if (part.stretch().isRecorded()) {
                    steady.addAll(stage.entry().outputNames());
                }
                afterEach.run();
            }
        }
        parts = List.copyOf(next);
        schedule.prepareNext();
    }

    private static Optional<Stretch.Refusal> run(Part part, Map<String, IValue> values, Set<String> steady) {
        if (part.recordable()) {
            return part.stretch().run(values, steady);
        }
        part.stretch().runPlainly(values);
        return Optional.empty();
    }

    private List<Part> split(Stretch stretch, Stretch.Refusal refusal) {
        List<Schedule.Stage> stages = stretch.stages();
        SegmentEntry refused = stages.get(refusal.stage()).entry();
        refusals.add(refused.name() + ": " + refusal.why());
        List<Part> pieces = new ArrayList<>();
        piece(stages.subList(0, refusal.stage()), true).ifPresent(pieces::add);
        piece(stages.subList(refusal.stage(), refusal.stage() + 1), false).ifPresent(pieces::add);
        piece(stages.subList(refusal.stage() + 1, stages.size()), true).ifPresent(pieces::add);
        return pieces;
    }

    private Optional<Part> piece(List<Schedule.Stage> stages, boolean recordable) {
        return stages.isEmpty() ? Optional.empty() : Optional.of(new Part(new Stretch(stages, placement), recordable));
    }

    /** Whether further runs will be like the last one: all that can be recorded is. */
    public boolean isSettled() {
        return parts.stream().allMatch(part -> !part.recordable() || part.stretch().isRecorded());
    }

    /** Whether anything is replayed. */
    public boolean replays() {
        return parts.stream().anyMatch(part -> part.stretch().isRecorded());
    }

    /** In words, what runs by recordings and what does not, with the reasons. Empty where nothing is recorded. */
    public List<String> notes() {
        if (!placement.records()) {
            return List.of();
        }
        List<Stretch> recorded =
                parts.stream().map(Part::stretch).filter(Stretch::isRecorded).toList();
        int segments = recorded.stream().mapToInt(stretch -> stretch.stages().size()).sum();
        int all = parts.stream().mapToInt(part -> part.stretch().stages().size()).sum();
        List<String> notes = new ArrayList<>();
        notes.add(segments + " of " + all + (all == 1 ? " segment" : " segments") + " ran as " + recorded.size()
                + (recorded.size() == 1 ? " CUDA graph." : " CUDA graphs."));
        refusals.forEach(refusal -> notes.add("No CUDA graph for " + refusal + "."));
        return notes;
    }

    @Override
    public void close() {
        parts.forEach(part -> part.stretch().close());
    }
}
