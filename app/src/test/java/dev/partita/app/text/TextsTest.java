package dev.partita.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z_0-9]+)+)\"");

    /** Keys that code puts together from a part it knows only when running. */
    private static final List<String> COMPOSED =
            List.of("command.", "menu.", "keys.", "exclusion.", "sample.", "preferences.theme.", "export.choice.");

    @Test
    void everyTextIsUsedSomewhere() throws IOException {
        Set<String> unused = new TreeSet<>(ResourceBundle.getBundle("dev.partita.ui.messages").keySet());
        unused.removeAll(keysInCode());
        unused.removeIf(key -> COMPOSED.stream().anyMatch(key::startsWith));
        assertEquals(Set.of(), unused, "texts that nothing shows");
    }

    @Test
    void everyKeyAskedForExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String line : sources().flatMap(TextsTest::lines).toList()) {
            Matcher call = Pattern.compile("Texts\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]").matcher(line);
            while (call.find()) {
                missing.add(call.group(1));
            }
        }
        missing.removeAll(ResourceBundle.getBundle("dev.partita.ui.messages").keySet());
        assertEquals(Set.of(), missing, "keys without a text");
    }

    /** Only texts with values pass through MessageFormat, which takes two apostrophes for one. */
    @Test
    void apostrophesAreDoubledWhereValuesAreFilledInAndOnlyThere() {
        ResourceBundle texts = ResourceBundle.getBundle("dev.partita.ui.messages");
        Set<String> wrong = new TreeSet<>();
        for (String key : texts.keySet()) {
            String text = texts.getString(key);
            boolean filled = text.matches(".*\\{\\d.*");
            if (filled ? text.replace("''", "").contains("'") : text.contains("''")) {
                wrong.add(key + ": " + text);
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void durationsReadLikeAClock() {
        assertEquals("0.4 s", Texts.duration(Duration.ofMillis(420)));
        assertEquals("12 s", Texts.duration(Duration.ofMillis(12_300)));
        assertEquals("3 min 05 s", Texts.duration(Duration.ofSeconds(185)));
    }

    @Test
    void percentagesNeverClaimAllOrNothingWrongly() {
        assertEquals("99 %", Texts.percent(999, 1000));
        assertEquals("100 %", Texts.percent(1000, 1000));
        assertEquals("1 %", Texts.percent(1, 1000));
        assertEquals("0 %", Texts.percent(0, 1000));
        assertEquals("–", Texts.percent(0, 0));
    }

    @Test
    void bytesHaveDecimalUnits() {
        assertEquals("512 B", Texts.bytes(512));
        assertEquals("3.1 MB", Texts.bytes(3_104_856));
        assertEquals("42 kB", Texts.bytes(42_000));
    }

    private static Set<String> keysInCode() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String line : sources().flatMap(TextsTest::lines).toList()) {
            Matcher key = KEY.matcher(line);
            while (key.find()) {
                keys.add(key.group(1));
            }
        }
        return keys;
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(Path.of("src/main/java")).filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".java"));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Stream.of(Files.readString(file));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
