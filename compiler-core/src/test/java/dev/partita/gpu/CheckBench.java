package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.network.NetworkDescription;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.TensorFile;
import dev.partita.settings.ShapeRange;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.Patience;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerCommand;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Builds, runs and measures in the worker with a time limit; whatever goes wrong is a {@link CheckFailure}. */
final class CheckBench {

    private static final long LIMIT_SECONDS = 150;

    private final WorkerClient worker;
    private final Path folder;

    CheckBench(WorkerClient worker, Path folder) {
        this.worker = worker;
        this.folder = folder;
    }

    static WorkerClient newWorker() {
        return new WorkerClient(WorkerCommand.current(),
                new Patience(Duration.ofSeconds(60), Duration.ofMinutes(4), Duration.ofSeconds(20)));
    }

    Reply.EngineBuilt build(NetworkDescription network, BuildSettings settings, String name) throws CheckFailure {
        try {
            Path job = folder.resolve(name);
            JobFolder.write(network, settings, job);
            return await(worker.ask(new Request.BuildEngine(network.name(), job)));
        } catch (EngineException e) {
            throw new CheckFailure(String.valueOf(e.getMessage()), List.of());
        }
    }

    Reply.EngineBuilt buildOnnx(Path onnx, BuildSettings settings, String name) throws CheckFailure {
        try {
            Path job = folder.resolve(name);
            JobFolder.writeSettings(settings, job);
            return await(worker.ask(new Request.BuildOnnx(onnx, job)));
        } catch (EngineException e) {
            throw new CheckFailure(String.valueOf(e.getMessage()), List.of());
        }
    }

    Map<String, Values> run(Path engine, Map<String, Values> inputs, String name) throws CheckFailure {
        try {
            Path place = Files.createDirectories(folder.resolve(name).resolve("run"));
            Reply.EngineRan ran = await(worker.ask(
                    new Request.RunEngine(engine, write(inputs, place.resolve("inputs.bin")), place)));
            Map<String, Values> outputs = new LinkedHashMap<>();
            try (Arena arena = Arena.ofConfined()) {
                for (TensorFile output : ran.outputs()) {
                    outputs.put(output.name(), read(output, arena));
                }
            }
            return outputs;
        } catch (IOException e) {
            throw new CheckFailure(String.valueOf(e.getMessage()), List.of());
        }
    }

    Reply.EngineProfiled profile(Path engine, MeasureSettings settings, String name) throws CheckFailure {
        return await(worker.ask(
                new Request.ProfileEngine(engine, List.of(), ShapeRange.Corner.OPT, settings,
                        folder.resolve(name).resolve("profile"))));
    }

    static <R extends Reply> R await(WorkerCall<R> call) throws CheckFailure {
        Outcome<R> outcome;
        try {
            outcome = call.outcome().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            call.cancel();
            throw new CheckFailure("not done within " + LIMIT_SECONDS + " s", List.of());
        } catch (InterruptedException | ExecutionException e) {
            throw new CheckFailure(e.toString(), List.of());
        }
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Failed<R>(var problem) -> throw new CheckFailure(problem.message(), problem.detail());
            case Outcome.Cancelled<R> _ -> throw new CheckFailure("cancelled", List.of());
            case Outcome.Died<R>(var failure) -> throw new CheckFailure(failure.describe(), failure.lastLines());
        };
    }

    private static List<TensorFile> write(Map<String, Values> tensors, Path file) throws IOException {
        List<TensorFile> written = new ArrayList<>();
        long at = 0;
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Map.Entry<String, Values> entry : tensors.entrySet()) {
                Values values = entry.getValue();
                channel.write(values.bytes(arena).asByteBuffer(), at);
                written.add(new TensorFile(entry.getKey(), values.dtype(), values.shape(), file, at));
                at += (values.data().length * (long) values.dtype().byteSize() + 63) / 64 * 64 + 64;
            }
        }
        return written;
    }

    private static Values read(TensorFile output, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(output.file(), StandardOpenOption.READ)) {
            MemorySegment bytes = output.byteSize() == 0
                    ? MemorySegment.NULL
                    : channel.map(FileChannel.MapMode.READ_ONLY, output.offset(), output.byteSize(), arena);
            return Values.read(output.dtype(), output.shape(), bytes);
        }
    }
}
