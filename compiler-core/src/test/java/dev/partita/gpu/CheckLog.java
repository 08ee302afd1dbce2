package dev.partita.gpu;

import dev.partita.tensorfile.StoredCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One line per check on the terminal, and the same as JSON in a file, written at once: a later crash loses nothing. */
final class CheckLog {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final Path table;
    private final List<String> rows = new ArrayList<>(List.of("| check | result | |", "|---|---|---|"));
    private final List<String> failed = new ArrayList<>();
    private int passed;

    CheckLog(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = folder.resolve("checks.jsonl");
        Files.deleteIfExists(file);
        table = folder.resolve("checks.md");
    }

    synchronized void pass(String check, String words, Map<String, Object> numbers) {
        passed++;
        write("ok", check, words, numbers);
    }

    synchronized void fail(String check, String words, List<String> detail) {
        failed.add(check);
        write("FAILED", check, words, Map.of("detail", detail));
        detail.stream().limit(6).forEach(line -> System.out.println("         | " + line));
    }

    void note(String check, String words, Map<String, Object> numbers) {
        write("note", check, words, numbers);
    }

    /** Passes or fails by the outputs' distance from what was expected. */
    void compare(
            String check, Map<String, Values> outputs, Map<String, Values> expected, StoredCases.Tolerance tolerance) {
        double worst = 0;
        double error = 0;
        for (Map.Entry<String, Values> entry : expected.entrySet()) {
            Values output = outputs.get(entry.getKey());
            if (output == null || !output.shape().equals(entry.getValue().shape())) {
                fail(check, entry.getKey() + " should have shape " + entry.getValue().shape() + ", but "
                        + (output == null ? "there is only " + outputs.keySet() : "has " + output.shape()), List.of());
                return;
            }
            worst = Math.max(worst, output.disagreement(entry.getValue(), tolerance));
            error = Math.max(error, output.maxError(entry.getValue()));
        }
        String words = String.format("max error %.3g, %.2f of the tolerance, %d outputs", error, worst, expected.size());
        if (worst <= 1 && !expected.isEmpty()) {
            pass(check, words, Map.of("max_error", error));
        } else {
            fail(check, words, List.of());
        }
    }

    private synchronized void write(String state, String check, String words, Map<String, Object> numbers) {
        System.out.printf("%-7s %-44s %s%n", state, check, words);
        System.out.flush();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", check);
        row.put("state", state);
        row.put("words", words);
        row.putAll(numbers);
        rows.add("| " + String.join(" | ", check, state, words.replace("|", "/")) + " |");
        try {
            Files.writeString(file, MAPPER.writeValueAsString(row) + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same once more as a table for people, sorted: several workers finish in any order. */
    synchronized void writeTable() throws IOException {
        List<String> lines = new ArrayList<>(rows.subList(0, 2));
        rows.subList(2, rows.size()).stream().sorted().forEach(lines::add);
        lines.add("");
        lines.add(passed + " checks passed, " + failed.size() + " failed.");
        Files.write(table, lines);
    }

    synchronized int passed() {
        return passed;
    }

    synchronized List<String> failed() {
        return List.copyOf(failed);
    }
}
