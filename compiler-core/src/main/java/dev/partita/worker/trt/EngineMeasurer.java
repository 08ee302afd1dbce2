package dev.partita.worker.trt;

import dev.partita.profile.LayerRecorder;
import dev.partita.profile.LayerTiming;
import dev.partita.profile.MeasureLoop;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Measurement;
import dev.partita.profile.Profile;
import dev.partita.profile.QueryTrace;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bytedeco.tensorrt.nvinfer.IProfiler;

/** Measures an engine by trtexec's method: the queries first, then, in a run of their own, the layers. */
final class EngineMeasurer {

    private final MeasureSettings settings;
    private final BooleanSupplier cancelled;
    private final List<String> notes = new ArrayList<>();

    EngineMeasurer(MeasureSettings settings, BooleanSupplier cancelled) {
        this.settings = settings;
        this.cancelled = cancelled;
    }

    record Result(List<QueryTrace> traces, Profile profile) {}

    Result measure(EngineSession session, Map<String, HostTensor> inputs) {
        Optional<GpuSensors> sensors = GpuSensors.open();
        String before = sensors.map(GpuSensors::read).orElse("");
        List<QueryTrace> traces = queries(session, inputs);
        sensors.ifPresent(gpu -> notes.add("GPU before: " + before + ". After: " + gpu.read() + "."));
        Measurement measurement = Measurement.of(traces, settings);
        LayerRecorder recorder = new LayerRecorder();
        if (settings.mode().layers()) {
            layers(session.engine(), inputs, recorder);
        }
        List<LayerTiming> layers = recorder.timings();
        return new Result(traces, new Profile(settings, shapes(inputs), measurement, layers,
                recorder.queries(), notes));
    }

    private static List<Profile.MeasuredInput> shapes(Map<String, HostTensor> inputs) {
        return inputs.entrySet().stream()
                .map(input -> new Profile.MeasuredInput(input.getKey(), input.getValue().shape()))
                .toList();
    }

    private List<QueryTrace> queries(EngineSession session, Map<String, HostTensor> inputs) {
        prepare(session, inputs);
        Optional<CapturedGraph> graph = settings.mode().cudaGraph() ? capture(session) : Optional.empty();
        Optional<Transfers> transfers =
                settings.mode().transfers() ? Optional.of(new Transfers(session, inputs)) : Optional.empty();
        Runnable launch = graph.<Runnable>map(captured -> captured::launch).orElse(session::enqueue);
        try (TimedQueries queries = new TimedQueries(session.stream(), launch, transfers, settings.mode())) {
            return run(queries);
        } finally {
            transfers.ifPresent(Transfers::close);
            graph.ifPresent(CapturedGraph::close);
        }
    }

    private List<QueryTrace> run(TimedQueries queries) {
        sleep(settings.span().sleepMillis());
        if (!MeasureLoop.run(settings.span(), queries, cancelled)) {
            throw new TensorRtException("the measurement was cancelled");
        }
        return queries.traces();
    }

    private Optional<CapturedGraph> capture(EngineSession session) {
        try {
            return Optional.of(CapturedGraph.of(session));
        } catch (TensorRtException e) {
            notes.add("No CUDA graph: " + e.getMessage() + "; measured with plain enqueues.");
            prepareAgain(session);
            return Optional.empty();
        }
    }

    /** Buffers in place and everything lazy done, before anything is timed. */
    private static void prepare(EngineSession session, Map<String, HostTensor> inputs) {
        session.bind(inputs);
        session.upload(inputs);
        prepareAgain(session);
    }

    private static void prepareAgain(EngineSession session) {
        session.enqueue();
        session.await();
    }

    /** With a context of its own: a profiler once attached would slow down every later run. */
    private void layers(LoadedEngine engine, Map<String, HostTensor> inputs, LayerRecorder recorder) {
        if (!NativeObject.supported()) {
            notes.add("No layer times: not supported on this system.");
            return;
        }
        if (engine.auxiliaryStreams() > 0) {
            notes.add("The engine uses " + engine.auxiliaryStreams() + " auxiliary streams, so the \"Total\" latency may"
                    + " not be accurate because some layers may have run in parallel!");
        }
        MeasureSettings.Mode alone = new MeasureSettings.Mode(
                false, false, false, settings.mode().spinWait(), true);
        try (Arena arena = Arena.ofShared(); EngineSession session = new EngineSession(engine)) {
            session.bind(inputs);
            session.upload(inputs);
            session.await();
            session.context().setEnqueueEmitsProfile(false);
            session.context().setProfiler(new IProfiler(Address.of(new LayerProfiler(recorder).object(arena))));
            Runnable launch = () -> {
                session.enqueue();
                session.context().reportToProfiler();
            };
            try (TimedQueries queries = new TimedQueries(session.stream(), launch, Optional.empty(), alone)) {
                run(queries);
            }
        }
    }

    private static void sleep(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
