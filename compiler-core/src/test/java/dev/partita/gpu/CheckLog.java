package dev.partita.gpu;

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
    private final List<String> failed = new ArrayList<>();
    private int passed;

    CheckLog(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = folder.resolve("checks.jsonl");
        Files.deleteIfExists(file);
    }

    void pass(String check, String words, Map<String, Object> numbers) {
        passed++;
        write("ok", check, words, numbers);
    }

    void fail(String check, String words, List<String> detail) {
        failed.add(check);
        write("FAILED", check, words, Map.of("detail", detail));
        detail.stream().limit(6).forEach(line -> System.out.println("         | " + line));
    }

    void note(String check, String words, Map<String, Object> numbers) {
        write("note", check, words, numbers);
    }

    private void write(String state, String check, String words, Map<String, Object> numbers) {
        System.out.printf("%-7s %-44s %s%n", state, check, words);
        System.out.flush();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", check);
        row.put("state", state);
        row.put("words", words);
        row.putAll(numbers);
        try {
            Files.writeString(file, MAPPER.writeValueAsString(row) + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int passed() {
        return passed;
    }

    List<String> failed() {
        return failed;
    }
}
