package dev.partita.cli;

import dev.partita.accuracy.CaseComparison;
import dev.partita.accuracy.Comparison;
import dev.partita.accuracy.Difference;
import dev.partita.compiled.Folders;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
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

/** {@code partita run}: executes a program on stored inputs and compares with the stored outputs. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a program on stored inputs and compares with the stored outputs.",
            "It runs in the worker process. Compared is what it returns, and the buffers and inputs that it changes. Exits with 1 "
                + "when one is outside the tolerance."
        },
        footer = {
            "",
            "The errors are trtexec's: max abs and max rel, the largest; l0, the share of elements outside the tolerance; l1 and l2, "
                + "the mean absolute and mean squared error; cos, one minus the cosine. Less is better."
        })
final class RunCommand implements Callable<Integer> {

    /** Where a program runs. */
    enum Backend {
        TORCH,
        LOWERED,
        COMPILED
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL|OUT", description = "A .pt2 file, or the folder of a compiled program.")
    private Path program = Path.of("");

    @Option(names = "--inputs", paramLabel = "IO.json",
            description = "Manifest of inputs and outputs; by default MODEL's name with .io.json.")
    private Optional<Path> inputs = Optional.empty();

    @Option(names = "--backend", paramLabel = "torch|lowered|compiled",
            description = "torch: the exported graph; lowered: the graph after lowering; compiled: engines and Torch segments. "
                    + "By default compiled for a folder, else torch.")
    private Optional<Backend> backend = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private String model = "";

    @Option(names = "--atol", paramLabel = "X", description = "Absolute tolerance instead of the manifest's.")
    private Optional<Double> absolute = Optional.empty();

    @Option(names = "--rtol", paramLabel = "X", description = "Relative tolerance instead of the manifest's.")
    private Optional<Double> relative = Optional.empty();

    @Option(names = "--save", paramLabel = "FILE.io.json", description = "Keep what the program returned.")
    private Optional<Path> save = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "CPU threads of an operator (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--use-pre-allocated-outputs", negatable = true,
            description = "For a compiled program, instead of its setting of this name: allocate the engines' outputs of the "
                    + "next case while the GPU works on this one.")
    private Optional<Boolean> preAllocatedOutputs = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException {
        ProgramPath.require(program);
        requireOptions();
        Path folder = Files.createTempDirectory("partita-run");
        Path outputs = save.orElse(folder.resolve("outputs.io.json"));
        try (WorkerClient worker = WorkerClient.create();
                Interruption _ = Interruption.watch(worker, List.of(folder));
                Arena arena = Arena.ofConfined()) {
            StoredCases expected = StoredCasesReader.read(manifest(), arena);
            Reply.ProgramRan ran = WorkerAnswer.of(worker.ask(new Request.RunProgram(
                    program.toAbsolutePath(), model, form(),
                    new Request.StoredCalls(manifest().toAbsolutePath(), outputs.toAbsolutePath()),
                    new Request.RunOptions(threads, preAllocatedOutputs))));
            StoredCases actual = StoredCasesReader.read(ran.outputs(), arena);
            return report(expected, actual, ran);
        } finally {
            Folders.delete(folder);
        }
    }

    private Request.ProgramForm form() {
        Backend chosen = backend.orElse(Files.isDirectory(program) ? Backend.COMPILED : Backend.TORCH);
        return switch (chosen) {
            case TORCH -> Request.ProgramForm.EXPORTED;
            case LOWERED -> Request.ProgramForm.LOWERED;
            case COMPILED -> Request.ProgramForm.COMPILED;
        };
    }

    private void requireOptions() {
        if (threads < 1) {
            throw new CommandException(ExitCode.USAGE, "--threads " + threads + ": expected 1 or more");
        }
        save.ifPresent(OutputPath::require);
        json.requireWritable();
        if (inputs.isEmpty() && !Files.exists(manifest())) {
            throw new CommandException(ExitCode.BAD_FILE, "there are no stored inputs " + manifest()
                    + ": name those to run on with --inputs IO.json");
        }
    }

    private Path manifest() {
        return inputs.orElseGet(() -> StoredCases.beside(program));
    }

    private int report(StoredCases expected, StoredCases actual, Reply.ProgramRan ran) {
        List<Double> micros = ran.caseMicros();
        Tolerance tolerance = new Tolerance(absolute.orElse(expected.tolerance().absolute()),
                relative.orElse(expected.tolerance().relative()));
        List<CaseComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < expected.cases().size(); i++) {
            StoredCase reference = expected.cases().get(i);
            comparisons.add(CaseComparison.of(actual.cases().get(i), reference, tolerance));
        }
        boolean agrees = comparisons.stream().allMatch(CaseComparison::agrees);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isWanted()) {
            json.write(asJson(comparisons, micros, tolerance, agrees), out);
        }
        if (!json.isToStandardOutput()) {
            for (int i = 0; i < comparisons.size(); i++) {
                print(comparisons.get(i), micros.get(i), out);
            }
            out.printf(Locale.ROOT, "%s (%s; Torch on %s)%n",
                    agrees ? "Everything agrees" : "Some values are outside the tolerance", tolerance, ran.torchPlace());
            out.flush();
        }
        return (agrees ? ExitCode.SUCCESS : ExitCode.MISMATCH).code();
    }

    private static void print(CaseComparison comparison, double micros, PrintWriter out) {
        out.printf(Locale.ROOT, "case %s: %.3f ms%n", comparison.name(), micros / 1e3);
        for (CaseComparison.Item item : comparison.items()) {
            out.printf(Locale.ROOT, "  %s %-24s %s%n", item.comparison().agrees() ? "✓" : "✗", item.what(), switch (item.comparison()) {
                case Comparison.Mismatch(String why) -> why;
                case Comparison.Compared(Difference d) -> String.format(Locale.ROOT,
                        "max abs %.3g  max rel %.3g  l0 %.3g  l1 %.3g  l2 %.3g  cos %.3g",
                        d.lInf(), d.maxRelative(), d.l0(), d.l1(), d.l2(), d.cosine());
            });
        }
    }

    private Map<String, Object> asJson(
            List<CaseComparison> comparisons, List<Double> micros, Tolerance tolerance, boolean agrees) {
        List<Object> cases = new ArrayList<>();
        for (int i = 0; i < comparisons.size(); i++) {
            List<Object> values = new ArrayList<>();
            for (CaseComparison.Item item : comparisons.get(i).items()) {
                Map<String, Object> value = new LinkedHashMap<>();
                value.put("what", item.what());
                value.put("agrees", item.comparison().agrees());
                switch (item.comparison()) {
                    case Comparison.Mismatch(String why) -> value.put("mismatch", why);
                    case Comparison.Compared(Difference difference) -> value.put("difference", difference);
                }
                values.add(value);
            }
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", comparisons.get(i).name());
            each.put("milliseconds", micros.get(i) / 1e3);
            each.put("values", values);
            cases.add(each);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("program", program.toString());
        result.put("form", form().name().toLowerCase(Locale.ROOT));
        result.put("tolerance", tolerance);
        result.put("agrees", agrees);
        result.put("cases", cases);
        return result;
    }
}
