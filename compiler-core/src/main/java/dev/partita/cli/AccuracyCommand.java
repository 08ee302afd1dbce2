package dev.partita.cli;

import dev.partita.accuracy.ComparedValue;
import dev.partita.accuracy.Comparison;
import dev.partita.accuracy.Difference;
import dev.partita.accuracy.SegmentAccuracy;
import dev.partita.compile.Planner;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.protocol.Request;
import dev.partita.settings.SettingsJson;
import dev.partita.tensorfile.StoredCases;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita accuracy}: which segment leaves what Torch computes. */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        description = {
            "Says which segment of a compiled program leaves what Torch computes.",
            "Compares what each segment gives with what Torch gives there on the CPU: once with exact inputs, which shows what the "
                + "segment adds itself, and once in the run of the whole program, which shows what has gathered."
        })
final class AccuracyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OUT", description = "The folder of a compiled program.")
    private Path compiled = Path.of("");

    @Parameters(index = "1", paramLabel = "MODEL", description = "The .pt2 file that it was compiled from.")
    private Path program = Path.of("");

    @Option(names = "--inputs", paramLabel = "IO.json",
            description = "Manifest of stored calls, of which the first is run, and its tolerance; by default MODEL's name with "
                    + ".io.json, else random values and a tolerance of 0.001.")
    private Optional<Path> inputs = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private String model = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException {
        json.requireWritable();
        CompiledModule module = CompiledModule.open(compiled);
        requireSource(module.manifest().source());
        Optional<Path> calls = inputs.or(() -> Optional.of(StoredCases.beside(program)).filter(Files::exists));
        try (WorkerClient worker = WorkerClient.create();
                Interruption _ = Interruption.watch(worker, List.of())) {
            return report(WorkerAnswer.of(worker.ask(new Request.CompareSegments(
                    compiled.toAbsolutePath(), program.toAbsolutePath(), model,
                    Planner.options(SettingsJson.fromMap(module.manifest().settings())), calls.map(Path::toAbsolutePath)))).accuracy());
        }
    }

    private void requireSource(Manifest.Source source) throws IOException {
        ProgramPath.require(program);
        if (Files.size(program) != source.bytes()) {
            throw new CommandException(ExitCode.USAGE, compiled + " was compiled from " + source.file() + " with "
                    + source.bytes() + " bytes; " + program + " has " + Files.size(program));
        }
    }

    private int report(SegmentAccuracy compared) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isWanted()) {
            json.write(compared, out);
        }
        if (!json.isToStandardOutput()) {
            print(compared.values(), out);
            out.printf("%s (%s; Torch segments on %s, compared with Torch on the CPU)%n",
                    compared.conclusion(), compared.tolerance(), compared.torchPlace());
            out.flush();
        }
        return (compared.values().stream().allMatch(ComparedValue::agrees) ? ExitCode.SUCCESS : ExitCode.MISMATCH).code();
    }

    /** Columns as wide as what is in them, so that common programs fit on a terminal. */
    private static void print(List<ComparedValue> values, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("segment", "value", "what the segment adds", "in the whole program"));
        values.forEach(value -> rows.add(
                List.of(value.segment(), "%" + value.value(), words(value.own()), words(value.whole()))));
        int[] widths = IntStream.range(0, 3)
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1)).toArray();
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %s%n";
        rows.forEach(row -> out.printf(format, row.toArray()));
    }

    private static String words(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Mismatch(String why) -> "✗ " + why;
            case Comparison.Compared(Difference difference) -> String.format(Locale.ROOT, "%s max abs %.3g  cos %.3g",
                    comparison.agrees() ? "✓" : "✗", difference.lInf(), difference.cosine());
        };
    }
}
