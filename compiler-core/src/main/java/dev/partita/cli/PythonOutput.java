package dev.partita.cli;

import dev.partita.compile.CompileResult;
import dev.partita.file.FileProblem;
import dev.partita.handback.PythonArchive;
import dev.partita.handback.TorchTensorRtRelease;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** An output that ends in {@code .pt2}: one file for Python instead of a folder. */
final class PythonOutput {

    @Option(names = "--torch-tensorrt", paramLabel = "VERSION", defaultValue = "2.6",
            description = "With -o OUT.pt2: the Torch-TensorRT that is to load the file (2.6 to 2.14; default: ${DEFAULT-VALUE}).")
    private String version = "2.6";

    static boolean isMeant(Path output) {
        return String.valueOf(output.getFileName()).endsWith(".pt2");
    }

    TorchTensorRtRelease release() {
        return TorchTensorRtRelease.byVersion(version).orElseThrow(() -> new CommandException(ExitCode.USAGE,
                "--torch-tensorrt " + version + ": files can be written for " + TorchTensorRtRelease.known()));
    }

    /** Gives back what is worth knowing about the file, for {@code --json}. */
    Map<String, Object> write(CompileResult.Compiled compiled, WorkerClient worker, Path scratch, Path output) {
        Reply.Machine machine = WorkerAnswer.of(worker.ask(new Request.Doctor()));
        PythonArchive.Target target = target(machine);
        try {
            PythonArchive.write(compiled.plan(), compiled.module(), target, scratch, output);
        } catch (IOException failure) {
            throw new CommandException(
                    ExitCode.BAD_FILE, "cannot write " + output + ": " + FileProblem.words(failure), failure);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("torch_tensorrt", release().version());
        facts.put("engine_abi", release().abi());
        facts.put("tensorrt", tensorRt(machine));
        facts.put("device", target.gpu());
        return facts;
    }

    /** Who can load it, in words. */
    static List<String> advice(TorchTensorRtRelease release, Map<String, Object> facts) {
        return List.of(
                "for torch " + release.version() + " with Torch-TensorRT " + release.version() + " (engine record ABI "
                        + release.abi() + "): torch_tensorrt.load(...) or, after 'import torch_tensorrt', torch.export.load(...)",
                "its engines were built by TensorRT " + facts.get("tensorrt") + " and load in that version only; the wheel of "
                        + "Torch-TensorRT " + release.version() + " depends on TensorRT " + release.tensorRt()
                        + ": install TensorRT " + facts.get("tensorrt") + " there instead");
    }

    private static String tensorRt(Reply.Machine machine) {
        return machine.checks().stream().filter(check -> check.subject().equals("TensorRT")).map(Reply.Check::words)
                .findFirst().orElse("of unknown version");
    }

    private PythonArchive.Target target(Reply.Machine machine) {
        Reply.Gpu gpu = machine.engineGpu().orElseThrow(() -> new CommandException(
                ExitCode.UNSUPPORTED, "a file for Python names the GPU of its engines, and this machine has none"));
        return PythonArchive.Target.onGpu(release(), gpu.index(), gpu.computeCapability(), gpu.name());
    }
}
