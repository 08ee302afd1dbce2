package dev.partita.cli;

import dev.partita.compile.CompileEvent;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.OpenedProgram;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Folders;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.Input;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Profile;
import dev.partita.profile.ProfileJson;
import dev.partita.profile.QueryTrace;
import dev.partita.profile.TrtexecPrinter;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.ResourceSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.tensorfile.StoredCases;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/** {@code partita profile}: measures every engine of a program in trtexec's words. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = {
            "Measures engines, layers and the whole program, by trtexec's definitions.",
            "First each engine and each of its layers; then, if the program has several segments, the whole of it and each segment. "
                + "Compiles first when given a .pt2 file; the settings are those of the compilation, of which only "
                + "--use-pre-allocated-outputs concerns a program that is compiled already."
        })
final class ProfileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL|OUT", description = "A .pt2 file, or the folder of a compiled program.")
    private Path program = Path.of("");

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", description = "Keep the compiled program here.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--inputs", paramLabel = "IO.json",
            description = "Manifest of stored calls, the first of which the whole program repeats; by default MODEL's name with "
                    + ".io.json, else random values.")
    private Optional<Path> inputs = Optional.empty();

    @Option(names = "--at", paramLabel = "CORNER", split = ",",
            description = "Shapes at which to measure a program with dynamic shapes: min, opt or max of its first optimization "
                    + "profile, several separated by commas. By default opt, and for the whole program its stored call.")
    private List<ShapeRange.Corner> corners = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "Queries to measure at least (trtexec's --iterations).")
    private Optional<Integer> runs = Optional.empty();

    @Option(names = "--duration", paramLabel = "MS", description = "Milliseconds to measure at least.")
    private Optional<Integer> duration = Optional.empty();

    @Option(names = "--warm-up", paramLabel = "MS", description = "Milliseconds that are not counted.")
    private Optional<Integer> warmUp = Optional.empty();

    @Option(names = "--cuda-graph", negatable = true, defaultValue = "true", fallbackValue = "true",
            description = "Capture the engine into a CUDA graph and launch that (default: ${DEFAULT-VALUE}).")
    private boolean cudaGraph = true;

    @Option(names = "--transfers", negatable = true, description = "Count copies to the GPU and back.")
    private boolean transfers;

    @Option(names = "--layers", negatable = true, defaultValue = "true", fallbackValue = "true",
            description = "Also measure each layer, in a second run (default: ${DEFAULT-VALUE}).")
    private boolean layers = true;

    @Option(names = "--trace", description = "Also print the averages of every ten queries, as trtexec does.")
    private boolean trace;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What was measured at one corner: the engines by segment, and the program where it is more than one engine. */
    private record Measured(ShapeRange.Corner corner, Map<String, Profile> engines, Optional<Profile> whole) {

        List<Map<String, Object>> enginesAsJson() {
            return engines.entrySet().stream().map(engine -> asJson(Map.of("segment", engine.getKey()), engine.getValue())).toList();
        }

        List<Map<String, Object>> wholeAsJson() {
            return whole.stream().map(profile -> asJson(Map.of(), profile)).toList();
        }

        private Map<String, Object> asJson(Map<String, Object> name, Profile profile) {
            Map<String, Object> entry = new LinkedHashMap<>(name);
            entry.put("at", corner.name().toLowerCase(Locale.ROOT));
            entry.put("profile", profile);
            return entry;
        }
    }

    @Override
    public Integer call() throws IOException {
        ProgramPath.require(program);
        requireAtLeast("--runs", runs, 1);
        requireAtLeast("--duration", duration, 0);
        requireAtLeast("--warm-up", warmUp, 0);
        output.ifPresent(OutputPath::requireFolder);
        json.requireWritable();
        Path scratch = Files.createTempDirectory("partita-profile");
        try (Compilation compilation = Compilation.create(scratch)) {
            CompiledModule module = module(compilation, scratch);
            List<Measured> measured = new ArrayList<>();
            for (ShapeRange.Corner corner : corners(module)) {
                measured.add(measure(module, corner, compilation, scratch));
            }
            if (json.isWanted()) {
                json.write(asJson(measured), spec.commandLine().getOut());
            }
            return ExitCode.SUCCESS.code();
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void requireAtLeast(String option, Optional<Integer> value, int least) {
        value.filter(number -> number < least).ifPresent(number -> {
            throw new CommandException(ExitCode.USAGE, option + " " + number + ": expected " + least + " or more");
        });
    }

    /** A program with static shapes has only one. */
    private List<ShapeRange.Corner> corners(CompiledModule module) {
        boolean dynamic = module.manifest().inputs().stream().anyMatch(input ->
                input instanceof Input.User user && !user.shapes().stream().allMatch(ShapeRange::isStatic));
        return dynamic && !corners.isEmpty() ? corners.stream().distinct().toList() : List.of(ShapeRange.Corner.OPT);
    }

    private Measured measure(CompiledModule module, ShapeRange.Corner corner, Compilation compilation, Path scratch)
            throws IOException {
        Map<String, Profile> engines = new LinkedHashMap<>();
        for (SegmentEntry segment : module.manifest().segments()) {
            if (segment instanceof SegmentEntry.TensorRt engine) {
                engines.put(engine.name(), profile(engine, module, corner, compilation, scratch));
            }
        }
        Optional<Profile> whole = module.manifest().segments().size() > 1 || engines.isEmpty()
                ? Optional.of(profile(module, corner, compilation, scratch))
                : Optional.empty();
        return new Measured(corner, engines, whole);
    }

    private CompiledModule module(Compilation compilation, Path scratch) {
        if (CompiledModule.isCompiled(program)) {
            output.ifPresent(kept -> {
                throw new CommandException(ExitCode.USAGE, program + " is compiled already: -o " + kept + " goes with a .pt2 file");
            });
            return CompiledModule.open(program);
        }
        try (OpenedProgram opened = OpenedProgram.open(program, model)) {
            return compilation.run(
                    new CompileRequest(opened, SettingsFlags.read(spec.commandLine().getParseResult()),
                            output.orElse(scratch.resolve("compiled")), CompileRequest.Target.ENGINES),
                    this::progress).module();
        }
    }

    private void progress(CompileEvent event) {
        if (event instanceof CompileEvent.SegmentFinished(String segment, var elapsed, String outcome)) {
            spec.commandLine().getErr().println(segment + ": " + elapsed.toMillis() + " ms, " + outcome);
            spec.commandLine().getErr().flush();
        }
    }

    private Profile profile(
            SegmentEntry.TensorRt segment, CompiledModule module, ShapeRange.Corner corner, Compilation compilation, Path scratch)
            throws IOException {
        if (!(segment.artifact() instanceof Artifact.Engine engine)) {
            throw new CommandException(ExitCode.UNSUPPORTED, "segment " + segment.name()
                    + " has no engine: " + program + " was compiled with --target networks");
        }
        Reply.EngineProfiled measured = WorkerAnswer.of(compilation.worker().ask(new Request.ProfileEngine(
                module.resolve(engine.file()).toAbsolutePath(), List.of(), corner, settings(),
                scratch.resolve(segment.name()))));
        print(segment.name(), measured.profile(), measured.times());
        return measured.profile();
    }

    /** The whole program; its segments are the layers. */
    private Profile profile(CompiledModule module, ShapeRange.Corner corner, Compilation compilation, Path scratch)
            throws IOException {
        Reply.ProgramProfiled measured = WorkerAnswer.of(compilation.worker().ask(new Request.ProfileProgram(
                module.folder().toAbsolutePath(), calls(), corner, settings(), options(), scratch.resolve("whole"))));
        print("Whole program", measured.profile(), measured.times());
        return measured.profile();
    }

    /** The one setting of a finished compilation that can still be chosen. */
    private Request.RunOptions options() {
        return new Request.RunOptions(1, SettingsFlags.chosen(
                ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS, spec.commandLine().getParseResult()));
    }

    /** A stored call has the shapes that it has: who asks for a corner gets random values there. */
    private Optional<Path> calls() {
        return inputs.or(() -> Optional.of(StoredCases.beside(program)).filter(file -> corners.isEmpty() && Files.exists(file)))
                .map(Path::toAbsolutePath);
    }

    private void print(String title, Profile profile, Path times) throws IOException {
        if (!json.isToStandardOutput()) {
            PrintWriter out = spec.commandLine().getOut();
            List<QueryTrace> traces = trace ? ProfileJson.readTimes(times) : List.of();
            out.println("=== " + title + " ===");
            TrtexecPrinter.print(profile, traces).forEach(out::println);
            profile.notes().forEach(note -> out.println("Note: " + note));
            out.println();
            out.flush();
        }
    }

    private MeasureSettings settings() {
        MeasureSettings usual = MeasureSettings.trtexec11();
        MeasureSettings.Span span = usual.span();
        return usual.withSpan(new MeasureSettings.Span(warmUp.orElse(span.warmUpMillis()),
                        duration.orElse(span.durationMillis()), runs.orElse(span.iterations()), span.sleepMillis(),
                        span.idleMillis()))
                .withCudaGraph(cudaGraph)
                .withTransfers(transfers)
                .withLayers(layers);
    }

    private Map<String, Object> asJson(List<Measured> measured) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("program", program.toString());
        result.put("engines", measured.stream().flatMap(corner -> corner.enginesAsJson().stream()).toList());
        result.put("whole", measured.stream().flatMap(corner -> corner.wholeAsJson().stream()).toList());
        return result;
    }
}
