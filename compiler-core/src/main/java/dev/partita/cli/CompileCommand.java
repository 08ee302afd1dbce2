package dev.partita.cli;

import dev.partita.compile.CompileEvent;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.OpenedProgram;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.compiled.ModuleWriter;
import dev.partita.settings.CompilationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita compile MODEL -o OUT}: engines, Torch segments and manifest in a folder, or one file for Python. */
@Command(
        name = "compile",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = {
            "Builds an engine for each TensorRT segment and writes the compiled program.",
            "It goes to a folder, which 'partita run' and 'partita profile' take, or to a .pt2 that Torch-TensorRT loads in "
                + "Python."
        },
        footer = {
            "",
            "In the folder, engines/SEGMENT.engine are plain TensorRT plans: 'trtexec --loadEngine=OUT/engines/SEGMENT.engine' "
                + "takes them; manifest.json lists the names of their inputs and outputs in order, engines/SEGMENT.layers.json their layers."
        })
final class CompileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file = Path.of("");

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT",
            description = "Folder to write, made when missing; or OUT.pt2, a file for Python.")
    private Path output = Path.of("");

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--target", defaultValue = "engines", paramLabel = "engines|networks",
            description = "networks: do not build, write the networks instead; needs no GPU, and 'partita run' evaluates them on "
                    + "the CPU, slowly (default: ${DEFAULT-VALUE}).")
    private CompileRequest.Target target = CompileRequest.Target.ENGINES;

    @Mixin
    private PythonOutput python = new PythonOutput();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        CompilationSettings settings = SettingsFlags.read(spec.commandLine().getParseResult());
        requireOutput();
        json.requireWritable();
        long start = System.nanoTime();
        try (Compilation compilation = Compilation.create(ModuleWriter.draft(output));
                OpenedProgram program = OpenedProgram.open(file, model)) {
            boolean forPython = PythonOutput.isMeant(output);
            Path folder = forPython ? compilation.scratch().resolve("compiled") : output;
            CompileResult.Compiled compiled =
                    compilation.run(new CompileRequest(program, settings, folder, target), this::print);
            Map<String, Object> facts = forPython
                    ? python.write(compiled, compilation.worker(), compilation.scratch().resolve("pickles"), output)
                    : Map.of();
            report(compiled.module(), facts, Duration.ofNanos(System.nanoTime() - start));
        }
        return ExitCode.SUCCESS.code();
    }

    /** Before anything is built for minutes. */
    private void requireOutput() {
        if (PythonOutput.isMeant(output)) {
            python.release();
            if (target == CompileRequest.Target.NETWORKS) {
                throw new CommandException(ExitCode.USAGE, "a .pt2 for Python holds engines: leave out --target networks");
            }
            OutputPath.require(output);
        } else {
            OutputPath.requireFolder(output);
        }
    }

    private void print(CompileEvent event) {
        PrintWriter err = spec.commandLine().getErr();
        switch (event) {
            case CompileEvent.StageFinished(String stage, Duration elapsed) -> err.printf("%s: %s%n", stage, seconds(elapsed));
            case CompileEvent.SegmentStarted(String segment, int number, int count) ->
                err.printf("%s (%d of %d)...%n", segment, number, count);
            case CompileEvent.SegmentFinished(String segment, Duration elapsed, String outcome) ->
                err.printf("%s: %s, %s%n", segment, seconds(elapsed), outcome);
            case CompileEvent.Noted(String text) -> err.println("note: " + text);
            case CompileEvent.StageStarted _, CompileEvent.Building _, CompileEvent.Logged _ -> {}
        }
        err.flush();
    }

    private void report(CompiledModule module, Map<String, Object> facts, Duration elapsed) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isWanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("output", output.toString());
            result.put("seconds", elapsed.toMillis() / 1e3);
            result.put("manifest", module.manifest());
            if (!facts.isEmpty()) {
                result.put("python", facts);
            }
            json.write(result, out);
        }
        if (!json.isToStandardOutput()) {
            out.println(output + ": " + contents(module) + ", " + seconds(elapsed));
            if (!facts.isEmpty()) {
                PythonOutput.advice(python.release(), facts).forEach(out::println);
            }
            out.flush();
        }
    }

    /** {@code 2 engines, 1 Torch segment}, in the order in which they first run. */
    private static String contents(CompiledModule module) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (Manifest.SegmentEntry segment : module.manifest().segments()) {
            kinds.merge(switch (segment) {
                case Manifest.SegmentEntry.Torch _ -> "Torch segment";
                case Manifest.SegmentEntry.TensorRt tensorRt -> switch (tensorRt.artifact()) {
                    case Manifest.Artifact.Engine _ -> "engine";
                    case Manifest.Artifact.Job _ -> "network";
                };
            }, 1, Integer::sum);
        }
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey() + (kind.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining(", "));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
    }
}
