package dev.partita.cli;

import dev.partita.compile.CompileEvent;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compiled.Folders;
import dev.partita.engine.EngineCache;
import dev.partita.file.FileProblem;
import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.protocol.Problem;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerConstantEvaluator;
import dev.partita.workerclient.WorkerEngineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A compiler with a worker of its own, for commands; every end but a compiled program ends the command. */
final class Compilation implements AutoCloseable {

    private static final long ENGINE_CACHE_BYTES = 5L << 30;

    private final WorkerClient worker;
    private final Path jobs;
    private final WorkerEngineBuilder builder;
    private final Compiler compiler;
    private final Interruption interruption;

    private Compilation(WorkerClient worker, Path cache, Path jobs, List<Path> leftovers) {
        this.worker = worker;
        this.jobs = jobs;
        List<Path> all = new ArrayList<>(leftovers);
        all.add(jobs);
        interruption = Interruption.watch(worker, all);
        EngineCache engines = new EngineCache(cache.resolve("engines"), ENGINE_CACHE_BYTES);
        builder = new WorkerEngineBuilder(worker, engines, jobs);
        compiler = new Compiler(builder, new WorkerConstantEvaluator(worker, jobs), cache);
    }

    /** @param leftovers folders that must not stay behind when the command is interrupted */
    static Compilation create(Path... leftovers) {
        try {
            Path cache = GpuRuntime.ofUser().folder().resolveSibling("cache");
            Files.createDirectories(cache);
            return new Compilation(
                    WorkerClient.create(), cache, Files.createTempDirectory("partita-compile"), List.of(leftovers));
        } catch (IOException failure) {
            throw new CommandException(ExitCode.BAD_FILE, "cannot write temporary files: " + FileProblem.words(failure), failure);
        }
    }

    CompileResult.Compiled run(CompileRequest request, Consumer<CompileEvent> events) {
        if (request.target() == CompileRequest.Target.ENGINES) {
            // Planning may take long, and all of it would be in vain.
            builder.obstacle().ifPresent(problem -> {
                throw new CommandException(ExitCode.UNSUPPORTED, problem.message()
                        + "; 'partita compile --target networks' needs no GPU and writes what would be built");
            });
        }
        return switch (compiler.compile(request, events, interruption.token())) {
            case CompileResult.Compiled compiled -> compiled;
            case CompileResult.Refused(String segment, Problem problem) -> throw new CommandException(
                    problem.kind() == Problem.Kind.MACHINE ? ExitCode.UNSUPPORTED : ExitCode.WORKER,
                    "segment " + segment + ": " + problem.message());
            case CompileResult.Died(String segment, var failure) ->
                throw new CommandException(ExitCode.WORKER, "segment " + segment + ": " + failure.describe());
            case CompileResult.Cancelled _ -> throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        };
    }

    /** A folder for files that are gone when the command ends. */
    Path scratch() {
        return jobs.resolve("scratch");
    }

    WorkerClient worker() {
        return worker;
    }

    @Override
    public void close() {
        worker.close();
        try {
            Folders.delete(jobs);
        } catch (IOException failure) {
            // The system clears its temporary folder in time.
            jobs.toFile().deleteOnExit();
        }
        interruption.close();
    }
}
