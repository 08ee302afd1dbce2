package dev.partita.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.DistributionCommands;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderCommandTest {

    @TempDir
    Path folder;

    private Path model = Path.of("");
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void copySample() throws IOException {
        model = folder.resolve("resnet18_w16.pt2");
        try (InputStream in = RenderCommandTest.class.getResourceAsStream("/dev/partita/ui/samples/resnet18_w16.pt2")) {
            Files.write(model, in == null ? new byte[0] : in.readAllBytes());
        }
    }

    private int render(String... args) {
        List<String> words = new ArrayList<>(List.of("render"));
        words.addAll(List.of(args));
        CommandLine line = DistributionCommands.line();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(words.toArray(String[]::new));
    }

    @Test
    void writesAPngInBothThemes() throws IOException {
        Path light = folder.resolve("light.png");
        Path dark = folder.resolve("dark.png");
        assertEquals(0, render(model.toString(), "-o", light.toString()));
        assertEquals(0, render(model.toString(), "-o", dark.toString(), "--theme", "dark"));
        BufferedImage bright = ImageIO.read(light.toFile());
        BufferedImage dim = ImageIO.read(dark.toFile());
        assertEquals(bright.getHeight(), dim.getHeight(), "a theme changes no sizes");
        assertTrue((bright.getRGB(2, 2) & 0xFF) > 0xE0);
        assertTrue((dim.getRGB(2, 2) & 0xFF) < 0x40);
    }

    @Test
    void saysAsJsonWhatWasDrawn() throws IOException {
        Path facts = folder.resolve("facts.json");
        Path svg = folder.resolve("graph.svg");
        assertEquals(0, render(model.toString(), "-o", svg.toString(), "--stage", "exported", "--json", facts.toString()), errors.toString());
        JsonNode drawn = JsonMapper.shared().readTree(Files.readString(facts));
        assertEquals("exported", drawn.get("stage").asString());
        assertEquals(svg.toString(), drawn.get("output").asString());
        assertEquals("svg", drawn.get("format").asString());
        assertTrue(drawn.get("boxes").asInt() > 60, drawn.toString());
    }

    @Test
    void writesTextThatCanBeFoundInSvgAndPdf() throws IOException {
        Path svg = folder.resolve("graph.svg");
        Path pdf = folder.resolve("graph.pdf");
        assertEquals(0, render(model.toString(), "-o", svg.toString()));
        assertEquals(0, render(model.toString(), "-o", pdf.toString()));
        assertTrue(Files.readString(svg).contains(">convolution</text>"));
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertTrue(new PDFTextStripper().getText(document).contains("convolution"));
        }
    }

    @Test
    void anExcludedOpIsDrawnInTorch() throws IOException {
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--torch-executed-ops", "torch.ops.aten.relu.default"));
        List<String> places = new ArrayList<>();
        for (JsonNode box : JsonMapper.shared().readTree(Files.readString(json)).get("boxes")) {
            if (box.get("op").asString().equals("aten.relu.default")) {
                places.add(box.get("legend").asString().split(",")[0]);
            }
        }
        assertEquals(Collections.nCopies(17, "Torch"), places);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        Path first = folder.resolve("first.svg");
        Path second = folder.resolve("second.svg");
        render(model.toString(), "-o", first.toString());
        render(model.toString(), "-o", second.toString());
        assertEquals(Files.readString(first), Files.readString(second));
    }

    @Test
    void theExportedStageNeedsNoLowering() throws IOException {
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--stage", "exported"));
        assertTrue(Files.readString(json).contains("aten.conv2d.default"));
    }

    @Test
    void anUnknownEndingIsWrongUsage() {
        Path gif = folder.resolve("graph.gif");
        assertEquals(2, render(model.toString(), "-o", gif.toString()));
        assertTrue(errors.toString().contains(".png"), errors.toString());
        assertFalse(Files.exists(gif));
    }

    private List<String> ids(Path json) throws IOException {
        List<String> ids = new ArrayList<>();
        JsonMapper.shared().readTree(Files.readString(json)).get("boxes").forEach(box -> ids.add(box.get("id").asString()));
        return ids;
    }

    @Test
    void aPartIsANodeAModuleOrASegment() throws IOException {
        Path json = folder.resolve("part.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--part", "relu_3"));
        assertEquals(List.of("relu_3"), ids(json));
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--part", "layer1.0"));
        assertTrue(ids(json).size() > 3 && ids(json).size() < 12, ids(json).toString());
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--part", "_run_on_acc_1", "--torch-executed-ops", "torch.ops.aten.max_pool2d.default"));
        assertTrue(ids(json).size() > 20 && !ids(json).contains("x"), ids(json).toString());
    }

    @Test
    void hopsAddWhatIsAround() throws IOException {
        Path json = folder.resolve("part.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--part", "relu_3", "--hops", "1"));
        List<String> near = ids(json);
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--part", "relu_3", "--hops", "2"));
        assertTrue(near.contains("relu_3") && near.size() >= 3, near.toString());
        assertTrue(ids(json).containsAll(near) && ids(json).size() > near.size(), ids(json).toString());
    }

    @Test
    void anUnknownPartIsWrongUsage() {
        assertEquals(2, render(model.toString(), "-o", folder.resolve("part.png").toString(), "--part", "nowhere"));
        assertTrue(errors.toString().contains("'nowhere'"), errors.toString());
        assertEquals(2, render(model.toString(), "-o", folder.resolve("part.png").toString(), "--hops", "2"));
    }

    private String legend(Path json, String id) throws IOException {
        for (JsonNode box : JsonMapper.shared().readTree(Files.readString(json)).get("boxes")) {
            if (box.get("id").asString().equals(id)) {
                return box.get("legend").asString();
            }
        }
        throw new AssertionError("no box " + id + " in " + json);
    }

    @Test
    void coloursComeFromWeightsAndMemory() throws IOException {
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--colors", "weights"));
        assertTrue(legend(json, "convolution").endsWith("kB"), legend(json, "convolution"));
        assertEquals("No value", legend(json, "relu_3"));
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--colors", "memory"));
        assertTrue(legend(json, "relu_3").endsWith("kB"), legend(json, "relu_3"));
    }

    @Test
    void coloursComeFromAProfile() throws IOException {
        Path profile = folder.resolve("profile.json");
        Files.writeString(profile, """
                {"program": "resnet", "engines": [{"segment": "_run_on_acc_0", "profile": {"layers": [
                  {"name": "[RELU]-[aten_ops.relu.default]-[layer1.0.relu/relu_3]", "totalMillis": 2.0, "averageMillis": 0.2,
                   "medianMillis": 0.02, "percentage": 40.0},
                  {"name": "[RELU]-[aten_ops.relu.default]-[layer1.0.relu/relu_2]", "totalMillis": 1.0, "averageMillis": 0.1,
                   "medianMillis": 0.01, "percentage": 20.0}]}}]}
                """);
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--times", profile.toString()));
        assertEquals("18 \u2013 20 \u00b5s", legend(json, "relu_3"));
        assertEquals("10 \u2013 12 \u00b5s", legend(json, "relu_2"));
        assertEquals("No value", legend(json, "convolution"));
    }

    @Test
    void trtexecsProfileIsReadToo() throws IOException {
        Path profile = folder.resolve("layers.json");
        Files.writeString(profile, """
                [ {"count": 10}, {"name": "[RELU]-[aten_ops.relu.default]-[relu/relu_3]", "timeMs": 2, "averageMs": 0.2, "medianMs": 0.02} ]
                """);
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--times", profile.toString()));
        assertTrue(legend(json, "relu_3").endsWith("\u00b5s"));
    }

    @Test
    void aProfileOfSomethingElseIsABadFile() throws IOException {
        Path profile = folder.resolve("layers.json");
        Files.writeString(profile, "[{\"name\": \"conv\", \"medianMs\": 1}]");
        assertEquals(3, render(model.toString(), "-o", folder.resolve("g.png").toString(), "--times", profile.toString()));
        assertTrue(errors.toString().contains("no layer of this program"), errors.toString());
        assertEquals(2, render(model.toString(), "-o", folder.resolve("g.png").toString(), "--colors", "time"));
    }

    @Test
    void coloursComeFromNodeData() throws IOException {
        Path data = folder.resolve("error.json");
        Files.writeString(data, "{\"results\": {\"relu_3\": {\"value\": 0.5}, \"relu_2\": {\"value\": 0.25}}}");
        Path json = folder.resolve("graph.json");
        assertEquals(0, render(model.toString(), "-o", json.toString(), "--data", data.toString()));
        assertEquals("0.45 \u2013 0.5", legend(json, "relu_3"));
    }

    @Test
    void columnsMakeALongPictureWide() throws IOException {
        Path one = folder.resolve("one.png");
        Path several = folder.resolve("several.png");
        assertEquals(0, render(model.toString(), "-o", one.toString(), "--no-legend"));
        assertEquals(0, render(model.toString(), "-o", several.toString(), "--no-legend", "--columns", "0"));
        BufferedImage tall = ImageIO.read(one.toFile());
        BufferedImage wide = ImageIO.read(several.toFile());
        assertTrue(wide.getWidth() > tall.getWidth() && wide.getHeight() < tall.getHeight());
    }
}
