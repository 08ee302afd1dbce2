package dev.partita.app.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDataJsonTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        Path file = folder.resolve("data.json");
        NodeData data = new NodeData("Time", "", Map.of("conv", 1.5));
        NodeDataJson.write(data, file);
        assertEquals(data, NodeDataJson.read(file, "Time"));
    }

    @Test
    void resultsMayStandBelowTheNameOfAGraph() throws IOException {
        Path file = Files.writeString(folder.resolve("data.json"), """
                {"main": {"results": {"conv": {"value": 2}, "relu": {"value": "fast"}}, "gradient": []}}
                """);
        assertEquals(Map.of("conv", 2.0), NodeDataJson.read(file, "").values());
    }

    @Test
    void otherFilesAreRefusedInWords() throws IOException {
        Path noJson = Files.writeString(folder.resolve("a.json"), "conv;2");
        Path noData = Files.writeString(folder.resolve("b.json"), "{\"a\": 1}");
        assertTrue(assertThrows(IOException.class, () -> NodeDataJson.read(noJson, "")).getMessage().contains("is no JSON"));
        assertTrue(assertThrows(IOException.class, () -> NodeDataJson.read(noData, "")).getMessage().contains("Model Explorer"));
    }
}
