package dev.partita.lowering;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Compares the imported and the lowered graph with what Torch-TensorRT computed, node by node.
 *
 * <p>Where shapes are symbolic, torch numbers some names by how many symbols it looked at while tracing; there, names
 * are matched by position. Everything else is compared as it is.
 */
class ExpectedLoweringTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern LOWERING_VARIANT =
            Pattern.compile("[^.]+([.](experimental|decomp_attn|autocast_\\w+|truncate_double|mbs1))?[.]json");

    private record Comparison(ExpectedNodes.Difference exported, Optional<ExpectedNodes.Difference> lowered, String failure) {

        boolean lowersAlike() {
            return failure.isEmpty() && lowered.map(ExpectedNodes.Difference::sameStructure).orElse(true);
        }

        String line(String name) {
            String lowering = lowered.map(difference -> difference.equal() + "/" + difference.expected()
                            + (difference.identical() ? "" : difference.sameStructure()
                                    ? " (equal but for names)" : " " + difference.first()))
                    .orElse(failure.isEmpty() ? "not compared: Torch-TensorRT failed" : failure);
            return name + ": exported " + exported.equal() + "/" + exported.expected() + ", lowered " + lowering;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mlp_tiny", "mlp_tiny_dyn", "resnet18_w16", "resnet18_w16_dynbatch", "bert_tiny", "bert_tiny_dyn", "gpt2_tiny",
        "vit_tiny48", "vit_tiny48_dynbatch", "cond_model", "kv_cache_buffer", "kv_cache_decomposed", "bn_train_mutation",
        "input_mutation", "input_mutation_decomposed"
    })
    void importsAndLowersLikeTorchTensorRt(String model) throws IOException {
        Comparison comparison;
        try (InputStream stored = new GZIPInputStream(Files.newInputStream(resource(model)))) {
            comparison = compare(Fixtures.model(model), JSON.readTree(stored));
        }
        assertAll(
                () -> assertTrue(comparison.exported().identical(), comparison.exported().firstName()),
                () -> assertTrue(comparison.lowersAlike(), comparison.line(model)));
    }

    @Test
    void fullSetComesOutAlike() throws IOException {
        Path shared = Fixtures.assumeShared();
        List<String> exportDifferences = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (Path file : expectedFiles(shared)) {
            String name = file.getFileName().toString().replace(".json", "");
            String program = name.replaceFirst("[.].*", "") + ".pt2";
            Path toy = file.resolveSibling(program);
            Path model = Files.exists(toy) ? toy : shared.resolve("models").resolve(program);
            Comparison comparison = compare(model, JSON.readTree(file.toFile()));
            if (!comparison.exported().identical()) {
                exportDifferences.add(name);
            }
            if (!comparison.lowersAlike()) {
                differences.add(name);
            }
            System.out.println(comparison.line(name));
        }
        assertAll(
                () -> assertEquals(List.of(), exportDifferences),
                () -> assertEquals(List.of(), differences));
    }

    /** Of the settings, those that change lowering; partitioning is compared by tests of its own. */
    private static List<Path> expectedFiles(Path shared) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("expected", "expected/toy")) {
            try (Stream<Path> listed = Files.list(shared.resolve(folder))) {
                listed.filter(file -> LOWERING_VARIANT.matcher(file.getFileName().toString()).matches()).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static Comparison compare(Path model, JsonNode expected) {
        try (Pt2Archive archive = Pt2Reader.open(model)) {
            ImportedProgram program = new Importer().importProgram(archive.program());
            ExpectedNodes.Difference exported = ExpectedNodes.compare(
                    ExpectedNodes.read(expected.path("exported")), ExpectedNodes.of(program.graph()));
            try {
                LoweredProgram lowered = new Lowering().lower(program, options(expected.path("settings")));
                if (!expected.path("lowered").isArray()) {
                    return new Comparison(exported, Optional.empty(), "");
                }
                return new Comparison(exported, Optional.of(ExpectedNodes.compare(
                        ExpectedNodes.read(expected.path("lowered")), ExpectedNodes.of(lowered.graph()))), "");
            } catch (LoweringException e) {
                // Matching includes failing: where Torch-TensorRT has no graph either, that is alike.
                return new Comparison(exported, Optional.empty(),
                        expected.path("lowered").isArray() ? "failed: " + e.getMessage() : "");
            } catch (RuntimeException e) {
                return new Comparison(exported, Optional.empty(), "failed: " + e.getMessage());
            }
        }
    }

    private static LoweringOptions options(JsonNode settings) {
        return new LoweringOptions(
                settings.path("decompose_attention").asBoolean(),
                settings.path("enable_experimental_decompositions").asBoolean(),
                settings.path("truncate_double").asBoolean(),
                settings.path("attn_bias_is_causal").asBoolean(),
                true,
                settings.path("enable_autocast").asBoolean() ? Optional.of(autocast(settings)) : Optional.empty(), List.of());
    }

    private static AutocastOptions autocast(JsonNode settings) {
        return new AutocastOptions(DType.byTorchName(settings.path("autocast_low_precision_type").asString())
                .orElseThrow(), List.of(), Set.of(), true);
    }

    private static Path resource(String model) {
        try {
            return Path.of(ExpectedLoweringTest.class.getResource("/expected/" + model + ".json.gz").toURI());
        } catch (java.net.URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
