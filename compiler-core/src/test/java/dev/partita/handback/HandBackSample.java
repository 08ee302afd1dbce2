package dev.partita.handback;

import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compile.OpenedProgram;
import dev.partita.engine.CancelToken;
import dev.partita.pt2.schema.Device;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerConstantEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Writes what {@code src/test/python/check_handed_back.py} loads: for each model and release a file with pretended
 * engines, and the same program with everything in Torch, from which that script computes what the engines would.
 *
 * <p>Arguments: an output folder, then the models; each after a comma the ops that are to stay in Torch.
 */
public final class HandBackSample {

    static final String GPU = "0%9%0%0%NVIDIA H200";

    private HandBackSample() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (WorkerClient worker = WorkerClient.create()) {
            for (int i = 1; i < arguments.length; i++) {
                String[] parts = arguments[i].split(",", 2);
                write(worker, Path.of(parts[0]), parts.length > 1 ? Set.of(parts[1].split(",")) : Set.of(), folder);
            }
        }
    }

    private static void write(WorkerClient worker, Path model, Set<String> inTorch, Path folder) throws IOException {
        String name = String.valueOf(model.getFileName()).replace(".pt2", "");
        Path scratch = folder.resolve("scratch").resolve(name);
        CompilationSettings mixed = CompilationSettings.defaults()
                .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
                .with(CoreSettings.TORCH_EXECUTED_OPS, inTorch);
        CompilationSettings torchOnly = mixed.with(CoreSettings.MIN_BLOCK_SIZE, 1_000_000L);
        try (OpenedProgram program = OpenedProgram.open(model, Optional.empty())) {
            CompileResult.Compiled engines = compile(worker, program, mixed, scratch.resolve("engines"));
            for (TorchTensorRtRelease release : TorchTensorRtRelease.values()) {
                archive(engines, release, scratch, folder.resolve(name + "." + release.version() + ".pt2"));
            }
            archive(compile(worker, program, torchOnly, scratch.resolve("torch")), TorchTensorRtRelease.V2_13, scratch,
                    folder.resolve(name + ".torch.pt2"));
        }
    }

    private static CompileResult.Compiled compile(
            WorkerClient worker, OpenedProgram program, CompilationSettings settings, Path folder) {
        Compiler compiler = new Compiler(new PretendedBuilder(folder.resolveSibling(folder.getFileName() + "-plans")),
                new WorkerConstantEvaluator(worker, folder.resolveSibling("jobs")), folder.resolveSibling("cache"));
        CompileResult result = compiler.compile(
                new CompileRequest(program, settings, folder, CompileRequest.Target.ENGINES), event -> { }, new CancelToken());
        return (CompileResult.Compiled) result;
    }

    private static void archive(CompileResult.Compiled compiled, TorchTensorRtRelease release, Path scratch, Path file)
            throws IOException {
        PythonArchive.write(compiled.plan(), compiled.module(),
                new PythonArchive.Target(release, GPU, new Device("cpu", OptionalInt.empty())),
                scratch.resolve("pickles-" + release.version()), file);
    }
}
