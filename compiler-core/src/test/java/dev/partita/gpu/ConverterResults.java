package dev.partita.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the converter cases did on a GPU, op by op: the small part of {@code checks.jsonl} that is committed.
 *
 * <pre>java -cp ... dev.partita.gpu.ConverterResults docs/gpu-converter-results.tsv "NVIDIA H100, driver 580" checks.jsonl...</pre>
 *
 * <p>The file: a first line with the GPU, then per op its name, how many checks passed, how many failed, and the failed
 * ones' names, with tabs between.
 *
 * @param machine the GPU's name, for people
 */
public record ConverterResults(String machine, Map<String, Tally> ops) {

    public ConverterResults {
        ops = Map.copyOf(ops);
    }

    public record Tally(int passed, List<String> failed) {
        static final Tally NONE = new Tally(0, List.of());

        public Tally {
            failed = List.copyOf(failed);
        }

        Tally and(String check, boolean good) {
            List<String> more = new ArrayList<>(failed);
            if (!good) {
                more.add(check);
            }
            return new Tally(passed + (good ? 1 : 0), more);
        }
    }

    public static void main(String[] args) throws IOException {
        Map<String, Tally> ops = new TreeMap<>();
        for (String file : List.of(args).subList(2, args.length)) {
            for (String line : Files.readAllLines(Path.of(file))) {
                count(JsonMapper.shared().readTree(line), ops);
            }
        }
        List<String> lines = new ArrayList<>(List.of(args[1]));
        ops.forEach((op, tally) -> lines.add(String.join(
                "\t", op, "" + tally.passed(), "" + tally.failed().size(), String.join("; ", tally.failed()))));
        Files.write(Path.of(args[0]), lines);
    }

    /** Cases are named after their op, {@code aten.add.Tensor number, dynamic sample1}; other checks have no dots there. */
    private static void count(JsonNode check, Map<String, Tally> ops) {
        String name = check.path("check").asString("");
        String state = check.path("state").asString("");
        String op = name.split("[ ,]", 2)[0];
        if (op.contains(".") && !state.equals("note")) {
            ops.put(op, ops.getOrDefault(op, Tally.NONE).and(name, state.equals("ok")));
        }
    }

    /** Empty until cases have been run on a GPU. */
    public static Optional<ConverterResults> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Map<String, Tally> ops = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", 4);
            List<String> failed = Arrays.stream(fields[3].split("; ")).filter(name -> !name.isEmpty()).toList();
            ops.put(fields[0], new Tally(Integer.parseInt(fields[1]), failed));
        }
        return Optional.of(new ConverterResults(lines.getFirst(), ops));
    }
}
