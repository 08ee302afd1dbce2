package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.fixture.Fixtures;
import dev.partita.gpu.ConverterResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/converters.md as it must be. After a change to the converters, their cases or the results of a GPU run this
 * test with {@code -Dtest.flags=-Dpartita.update=true} and commit the page.
 */
class ConverterCoverageTest {

    private static final Path PAGE = Path.of("docs", "converters.md");

    @Test
    void pageAccountsForEveryRegistrationAndConverter() throws IOException {
        String page = new ConverterPage(
                Registration.all(), ConverterResults.read(Path.of("docs", "gpu-converter-results.tsv"))).text();
        if (Boolean.getBoolean("partita.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(Files.readString(PAGE), page, "docs/converters.md is out of date; see the comment of this test");
    }

    @Test
    void registrationsAreThoseOfTorchTensorRt() throws IOException {
        Path reference = Fixtures.assumeShared().resolve("reference").resolve("aten_converters.tsv");
        List<String> targets = Files.readAllLines(reference).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('\t')))
                .map(target -> target.replaceFirst("^torch\\.ops\\.", "").replaceFirst("^operator\\.", "_operator."))
                .toList();

        assertEquals(targets, Registration.all().stream().map(Registration::target).toList());
    }
}
