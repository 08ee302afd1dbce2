package dev.partita.cli;

import dev.partita.compile.CompileEvent;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.OpenedProgram;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.settings.CompilationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita compile MODEL -o OUT}: engines, Torch segments and manifest in a folder. */
@Command(
        name = "compile",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = "Builds an engine for each TensorRT segment and writes the compiled program to a folder, which 'partita run' "
                + "and 'partita profile' take.")
final class CompileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file = Path.of("");

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT", description = "Folder to write; made when missing.")
    private Path output = Path.of("");

    @Option(names = "--model", paramLabel = "NAME", description = "Which model of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--target", defaultValue = "engines", paramLabel = "engines|networks",
            description = "networks: do not build, write the networks instead; needs no GPU, and 'partita run' evaluates them on "
                    + "the CPU, slowly (default: ${DEFAULT-VALUE}).")
    private CompileRequest.Target target = CompileRequest.Target.ENGINES;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        CompilationSettings settings = SettingsFlags.read(spec.commandLine().getParseResult());
        long start = System.nanoTime();
        try (Compilation compilation = Compilation.create();
                OpenedProgram program = OpenedProgram.open(file, model)) {
            CompiledModule module = compilation.run(
                    new CompileRequest(program, settings, output, target), this::print);
            report(module, Duration.ofNanos(System.nanoTime() - start));
        }
        return ExitCode.SUCCESS.code();
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

    private void report(CompiledModule module, Duration elapsed) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (Manifest.SegmentEntry segment : module.manifest().segments()) {
            kinds.merge(switch (segment) {
                case Manifest.SegmentEntry.Torch _ -> "Torch segments";
                case Manifest.SegmentEntry.TensorRt tensorRt -> switch (tensorRt.artifact()) {
                    case Manifest.Artifact.Engine _ -> "engines";
                    case Manifest.Artifact.Job _ -> "networks";
                };
            }, 1, Integer::sum);
        }
        if (json.isWanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("output", output.toString());
            result.put("seconds", elapsed.toMillis() / 1e3);
            result.put("manifest", module.manifest());
            json.write(result, out);
        }
        if (!json.isToStandardOutput()) {
            out.println(output + ": " + kinds + ", " + seconds(elapsed));
            out.flush();
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
    }
}
