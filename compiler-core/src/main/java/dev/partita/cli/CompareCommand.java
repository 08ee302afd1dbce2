package dev.partita.cli;

import dev.partita.file.FileProblem;
import dev.partita.profile.LayerTiming;
import dev.partita.profile.Profile;
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
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code partita compare A B}: two profiles side by side, engine by engine and layer by layer. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Puts two profiles side by side that 'partita profile --json' wrote.")
final class CompareCommand implements Callable<Integer> {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Profile to compare with.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Profile to compare.")
    private Path after = Path.of("");

    @Option(names = "--top", defaultValue = "10", paramLabel = "N",
            description = "Layers to show, those that changed most first (default: ${DEFAULT-VALUE}).")
    private int top = 10;

    @Mixin
    private JsonOption json = new JsonOption();

    /** One number in both profiles; a side that lacks it has none. */
    private record Row(String what, Optional<Double> before, Optional<Double> after) {

        Optional<Double> changePercent() {
            return before.isPresent() && after.isPresent() && before.get() != 0
                    ? Optional.of((after.get() / before.get() - 1) * 100)
                    : Optional.empty();
        }

        double absoluteChange() {
            return Math.abs(after.orElse(0.0) - before.orElse(0.0));
        }
    }

    @Override
    public Integer call() {
        Map<String, Profile> left = read(before);
        Map<String, Profile> right = read(after);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        TreeSet<String> segments = new TreeSet<>(left.keySet());
        segments.addAll(right.keySet());
        for (String segment : segments) {
            rows.put(segment, rows(Optional.ofNullable(left.get(segment)), Optional.ofNullable(right.get(segment))));
        }
        if (json.isWanted()) {
            json.write(Map.of("before", before.toString(), "after", after.toString(), "engines", rows),
                    spec.commandLine().getOut());
        }
        if (!json.isToStandardOutput()) {
            print(rows, spec.commandLine().getOut());
        }
        return ExitCode.SUCCESS.code();
    }

    private static Map<String, Profile> read(Path file) {
        try {
            Map<String, Profile> profiles = new LinkedHashMap<>();
            for (JsonNode engine : MAPPER.readTree(Files.readString(file)).path("engines")) {
                profiles.put(name(engine),
                        MAPPER.treeToValue(engine.path("profile"), Profile.class));
            }
            if (profiles.isEmpty()) {
                throw new CommandException(ExitCode.BAD_FILE, file + " holds no profile: write it with 'partita profile --json'");
            }
            return profiles;
        } catch (IOException failure) {
            throw new CommandException(ExitCode.BAD_FILE, file + ": " + FileProblem.words(failure), failure);
        } catch (JacksonException failure) {
            throw new CommandException(ExitCode.BAD_FILE,
                    file + " holds no profile as this Partita writes it: measure again with 'partita profile --json'", failure);
        }
    }

    /** The segment, and at which shapes where these are not the usual ones. */
    private static String name(JsonNode engine) {
        String segment = engine.path("segment").asString("");
        String corner = engine.path("at").asString("opt");
        return corner.equals("opt") ? segment : segment + " at " + corner;
    }

    private List<Row> rows(Optional<Profile> left, Optional<Profile> right) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("GPU compute, median (ms)", left, right, profile -> profile.measurement().series().compute().median()));
        rows.add(row("GPU compute, mean (ms)", left, right, profile -> profile.measurement().series().compute().mean()));
        rows.add(row("Latency, median (ms)", left, right, profile -> profile.measurement().series().latency().median()));
        rows.add(row("Enqueue, median (ms)", left, right, profile -> profile.measurement().series().enqueue().median()));
        rows.add(row("Throughput (qps)", left, right, profile -> profile.measurement().throughput()));
        rows.addAll(layers(left, right));
        return rows;
    }

    private static Row row(
            String what, Optional<Profile> left, Optional<Profile> right, ToDoubleFunction<Profile> number) {
        return new Row(what, left.map(number::applyAsDouble), right.map(number::applyAsDouble));
    }

    private List<Row> layers(Optional<Profile> left, Optional<Profile> right) {
        Map<String, Double> before = layerMillis(left);
        Map<String, Double> after = layerMillis(right);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new Row(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                .sorted((a, b) -> Double.compare(b.absoluteChange(), a.absoluteChange()))
                .limit(top)
                .toList();
    }

    private static Map<String, Double> layerMillis(Optional<Profile> profile) {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (LayerTiming layer : profile.map(Profile::layers).orElse(List.of())) {
            millis.merge(layer.name(), (double) layer.medianMillis(), Double::sum);
        }
        return millis;
    }

    private static void print(Map<String, List<Row>> engines, PrintWriter out) {
        engines.forEach((segment, rows) -> {
            out.println("=== " + segment + " ===");
            out.printf(Locale.ROOT, "%12s %12s %9s  %s%n", "A", "B", "change", "");
            for (Row row : rows) {
                out.printf(Locale.ROOT, "%12s %12s %9s  %s%n", number(row.before()), number(row.after()),
                        row.changePercent().map(percent -> String.format(Locale.ROOT, "%+.1f %%", percent)).orElse(""),
                        row.what());
            }
        });
        out.flush();
    }

    private static String number(Optional<Double> value) {
        return value.map(number -> String.format(Locale.ROOT, "%.6g", number)).orElse("-");
    }
}
