package dev.partita.cli;

import dev.partita.pt2.ProgramSummariser;
import dev.partita.pt2.ProgramSummary;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Exception;
import dev.partita.pt2.Pt2Reader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita info MODEL}: what is in a file. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Says what is in a .pt2 file: signature, dynamic dimensions, operators, weights, producer.")
final class InfoCommand implements Callable<Integer> {

    /** Reading this much takes about a tenth of a second; larger files are checked when asked. */
    private static final long QUICKLY_CHECKED_BYTES = 256L << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "Only this program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--check", description = "Compare all checksums even if the file is larger than 256 MiB.")
    private boolean check;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException {
        FileInfo info = read();
        if (json.isWanted()) {
            json.write(info, spec.commandLine().getOut());
        }
        if (!json.isToStandardOutput()) {
            print(info, spec.commandLine().getOut());
        }
        return ExitCode.SUCCESS.code();
    }

    private record FileInfo(
            String file,
            Size size,
            List<String> extraFiles,
            List<ProgramSummary> models,
            List<String> warnings) {}

    /** @param checksumsMatch false when they were not compared; a mismatch is an error */
    private record Size(long bytes, boolean checksumsMatch) {}

    private FileInfo read() throws IOException {
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            List<String> names = model.map(List::of).orElse(archive.modelNames());
            List<ProgramSummary> summaries =
                    names.stream().map(name -> ProgramSummariser.summarise(archive.program(name))).toList();
            long bytes = Files.size(file);
            boolean checked = check || bytes <= QUICKLY_CHECKED_BYTES;
            if (checked) {
                archive.verifyChecksums();
            }
            return new FileInfo(
                    file.toString(), new Size(bytes, checked), archive.extraFiles(), summaries, warnings(archive, names));
        }
    }

    /** Sample inputs are optional: what is wrong with them does not spoil the program. */
    private static List<String> warnings(Pt2Archive archive, List<String> names) {
        List<String> warnings = new ArrayList<>();
        for (String name : names) {
            try {
                archive.sampleInputs(name);
            } catch (Pt2Exception e) {
                warnings.add("the sample inputs cannot be read: " + e.getMessage());
            }
        }
        return warnings;
    }

    private static void print(FileInfo info, PrintWriter out) {
        out.println(info.file + ": " + Quantities.bytes(info.size.bytes)
                + (info.size.checksumsMatch ? ", checksums match" : ", checksums not compared (--check does)"));
        if (!info.extraFiles.isEmpty()) {
            out.println("extra files: " + String.join(", ", info.extraFiles));
        }
        info.models.forEach(summary -> print(summary, out));
        info.warnings.forEach(warning -> out.println("warning: " + warning));
        out.flush();
    }

    private static void print(ProgramSummary summary, PrintWriter out) {
        ProgramSummary.Origin producer = summary.producer();
        out.println();
        out.println("model " + summary.model() + ": torch " + producer.torch() + ", export schema " + producer.schema()
                + ", dialect " + producer.dialect());
        out.println();
        out.println("inputs");
        summary.signature().inputs().forEach(input -> out.println("  " + input.name() + ": " + input.type()));
        out.println("outputs");
        summary.signature().outputs().forEach(output -> out.println("  "
                + (output.name().isEmpty() ? "" : output.name() + ": ") + output.type()
                + (output.role().equals("output") ? "" : " (" + output.role() + ")")));
        if (!summary.signature().dynamic().isEmpty()) {
            out.println("dynamic dimensions");
            summary.signature().dynamic().forEach(dynamic -> out.println("  " + line(dynamic)));
        }
        ProgramSummary.Data data = summary.data();
        out.println("weights: " + Quantities.bytes(data.bytes()) + ", " + Quantities.count(data.parameters(), "parameter") + ", "
                + Quantities.count(data.buffers(), "buffer") + ", " + Quantities.count(data.constants(), "constant"));
        data.dtypes().forEach((dtype, elements) -> out.println("  " + dtype + ": " + Quantities.count(elements, "element")));
        ProgramSummary.Contents graph = summary.graph();
        out.println("operators: " + Quantities.count(graph.calls(), "call") + " of " + Quantities.count(graph.ops().size(), "kind")
                + (graph.nestedGraphs() == 0 ? "" : ", " + Quantities.count(graph.nestedGraphs(), "nested graph")));
        for (Map.Entry<String, Integer> op : graph.ops().entrySet()) {
            out.println(String.format("  %6d  %s", op.getValue(), op.getKey()));
        }
        summary.warnings().forEach(warning -> out.println("warning: " + warning));
    }

    private static String line(ProgramSummary.Dynamic dynamic) {
        String range = dynamic.min().isEmpty() && dynamic.max().isEmpty()
                ? "any"
                : (dynamic.min().isEmpty() ? "" : dynamic.min()) + " to "
                        + (dynamic.max().isEmpty() ? "any" : dynamic.max());
        return dynamic.symbol() + ": " + range
                + (dynamic.where().isEmpty() ? " (computed from data)" : "  in " + String.join(", ", dynamic.where()));
    }
}
