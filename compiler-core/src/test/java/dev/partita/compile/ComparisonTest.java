package dev.partita.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.fixture.ExpectedRun;
import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain, from the file to the segments, against what Torch-TensorRT made of the same file. */
class ComparisonTest {

    /** How many runs there are to compare; fewer would mean that some were skipped. */
    private static final int RUNS = 725;

    @TempDir
    private Path unpacked = Path.of("unset");

    @Test
    void theFullSetComesOutAsInTorchTensorRt() throws IOException {
        Path shared = Fixtures.assumeShared();
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.addAll(compareAll(shared.resolve("expected"), shared.resolve("models")));
        comparisons.addAll(compareAll(shared.resolve("expected/toy"), shared.resolve("expected/toy")));
        comparisons.forEach(comparison -> System.out.println(comparison.line()));
        List<String> different = comparisons.stream()
                .filter(comparison -> !comparison.isEqual()).map(Comparison::name).sorted().toList();
        System.out.println(comparisons.size() - different.size() + " of " + comparisons.size() + " recorded runs equal");
        assertEquals(List.of(), different, "each difference is printed above");
        assertEquals(RUNS, comparisons.size());
    }

    @Test
    void theModelsOfThisRepositoryComeOutAsInTorchTensorRt() {
        List<Comparison> comparisons = new ArrayList<>();
        for (String model : Fixtures.models()) {
            try (OpenedProgram program = OpenedProgram.open(Fixtures.model(model), Optional.empty())) {
                comparisons.add(Comparison.of(program, ExpectedRun.ofModel(model)));
            }
        }
        List<String> different = comparisons.stream().filter(c -> !c.isEqual()).map(Comparison::line).toList();
        assertEquals(List.of(), different, String.join("\n", different));
    }

    private List<Comparison> compareAll(Path expected, Path models) throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        Optional<OpenedProgram> open = Optional.empty();
        String openName = "";
        try (Stream<Path> files = Files.list(expected)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                String model = file.getFileName().toString().replaceFirst("\\..*", "");
                if (!model.equals(openName)) {
                    open.ifPresent(OpenedProgram::close);
                    open = open(models, model);
                    openName = model;
                }
                ExpectedRun run = ExpectedRun.read(file);
                if (open.isPresent() && run.hasLoweredGraph() && !run.usesWhatTensorRt106Lacks()) {
                    comparisons.add(Comparison.of(open.get(), run));
                }
            }
        }
        open.ifPresent(OpenedProgram::close);
        return comparisons;
    }

    private Optional<OpenedProgram> open(Path models, String model) throws IOException {
        Path plain = models.resolve(model + ".pt2");
        Path packed = models.resolve(model + ".pt2.gz");
        if (Files.exists(plain)) {
            return Optional.of(OpenedProgram.open(plain, Optional.empty()));
        }
        if (!Files.exists(packed)) {
            return Optional.empty();
        }
        Path target = unpacked.resolve(model + ".pt2");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(OpenedProgram.open(target, Optional.empty()));
    }
}
