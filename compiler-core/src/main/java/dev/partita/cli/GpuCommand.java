package dev.partita.cli;

import dev.partita.file.FileProblem;
import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.gpuruntime.GpuRuntimeException;
import dev.partita.gpuruntime.GpuRuntimeInstaller;
import dev.partita.gpuruntime.InstallListener;
import dev.partita.gpuruntime.NativeLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code partita gpu install|status|remove}: the 3 GB that only machines with an NVIDIA GPU need. */
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        description = "Installs or removes TensorRT and CUDA, for machines with an NVIDIA GPU.",
        synopsisSubcommandLabel = "(install | status | remove)")
final class GpuCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What is in a folder, for {@code --json}. */
    private record Status(String folder, boolean complete, boolean runsTorchOnGpu, List<Library> libraries) {

        static Status of(GpuRuntime runtime) {
            return new Status(runtime.folder().toString(), runtime.isComplete(), runtime.runsTorchOnGpu(),
                    Arrays.stream(NativeLibrary.values()).map(library -> new Library(library.artifact(), library.version(),
                            library.bytes(), library.isOptional(), runtime.has(library))).toList());
        }
    }

    /** @param bytes of the download */
    private record Library(String name, String version, long bytes, boolean optional, boolean installed) {}

    @Override
    public void run() {
        status(json);
    }

    @Command(name = "install", mixinStandardHelpOptions = true,
            description = "Fetches what is missing, through your Maven repositories; continues broken downloads.")
    int install(
            @Option(names = "--torch",
                    description = "Also fetch libtorch for CUDA (0.5 GB), so that Torch segments run on the GPU, too.")
            boolean torch,
            @Mixin JsonOption json) {
        PrintWriter out = words(json);
        GpuRuntime runtime = GpuRuntime.ofUser();
        try {
            new GpuRuntimeInstaller(runtime).install(
                    torch ? Set.of(NativeLibrary.TORCH) : Set.of(), new ProgressLine(out));
        } catch (GpuRuntimeException failure) {
            throw new CommandException(ExitCode.UNSUPPORTED, failure.getMessage(), failure);
        }
        out.println("The GPU runtime is complete in " + runtime.folder() + ". 'partita doctor' checks it.");
        if (!runtime.runsTorchOnGpu()) {
            out.printf(Locale.ROOT, "Torch segments run on the CPU; 'partita gpu install --torch' fetches libtorch for CUDA (%.1f GB).%n",
                    NativeLibrary.TORCH.bytes() / 1e9);
        }
        write(runtime, json);
        return ExitCode.SUCCESS.code();
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says what is installed and where.")
    int status(@Mixin JsonOption json) {
        PrintWriter out = words(json);
        GpuRuntime runtime = GpuRuntime.ofUser();
        for (NativeLibrary library : NativeLibrary.values()) {
            out.printf(Locale.ROOT, "%s %-9s %s (%.1f GB%s)%n", runtime.has(library) ? "✓" : "✗", library.artifact(),
                    library.purpose(), library.bytes() / 1e9, library.isOptional() ? ", optional" : "");
        }
        out.println("in " + runtime.folder());
        write(runtime, json);
        return ExitCode.SUCCESS.code();
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Deletes the GPU runtime from this machine.")
    int remove(@Mixin JsonOption json) {
        PrintWriter out = words(json);
        GpuRuntime runtime = GpuRuntime.ofUser();
        if (!Files.exists(runtime.folder())) {
            out.println("Nothing is installed in " + runtime.folder());
            write(runtime, json);
            return ExitCode.SUCCESS.code();
        }
        try {
            runtime.remove();
        } catch (IOException failure) {
            throw new CommandException(ExitCode.BAD_FILE, "cannot delete in " + runtime.folder() + ": " + FileProblem.words(failure));
        }
        out.println("Removed from " + runtime.folder());
        write(runtime, json);
        return ExitCode.SUCCESS.code();
    }

    /** Where words and progress go: they are no JSON. */
    private PrintWriter words(JsonOption json) {
        return wanted(json).isToStandardOutput() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** What there is now that the command is done. */
    private void write(GpuRuntime runtime, JsonOption json) {
        if (wanted(json).isWanted()) {
            wanted(json).write(Status.of(runtime), spec.commandLine().getOut());
        }
    }

    /** The option may stand before the word that says what to do, or behind it. */
    private JsonOption wanted(JsonOption behind) {
        return behind.isWanted() ? behind : json;
    }

    /** One line per whole percent: readable on a terminal and in a log. */
    private static final class ProgressLine implements InstallListener {
        private final PrintWriter out;
        private long shownPercent = -1;

        ProgressLine(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void progressed(NativeLibrary library, long received, long total) {
            long percent = total == 0 ? 100 : received * 100 / total;
            if (percent != shownPercent) {
                shownPercent = percent;
                out.printf("\r%-9s %3d %%  %,d of %,d MB", library.artifact(), percent, received >> 20, total >> 20);
                out.flush();
            }
        }

        @Override
        public void installed(NativeLibrary library) {
            out.printf("\r%-9s complete, checksum verified%20s%n", library.artifact(), "");
            out.flush();
            shownPercent = -1;
        }
    }
}
