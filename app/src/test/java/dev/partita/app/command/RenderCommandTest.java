package dev.partita.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.Launcher;
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
        CommandLine line = Launcher.commandLine();
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
}
