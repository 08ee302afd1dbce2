package dev.partita.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SymPrinterTest {

    @Test
    void everyShapeThatTorchPrintedIsPrintedTheSame() throws IOException {
        Path expected = Fixtures.assumeShared().resolve("expected");
        Set<String> texts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(expected)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                collect(JsonMapper.shared().readTree(Files.readAllBytes(file)), texts);
            }
        }
        assertTrue(texts.contains("6*s69 - 1") && texts.contains("s17 + 2*s69"), texts.toString());
        for (String text : texts) {
            assertEquals(text, SymParser.parse(text).toString());
        }
    }

    private static void collect(JsonNode node, Set<String> texts) {
        node.path("shape").forEach(dim -> {
            if (dim.isString()) {
                texts.add(dim.asString());
            }
        });
        node.forEach(child -> collect(child, texts));
    }
}
