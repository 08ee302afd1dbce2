package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a command that waits for a worker which never answers, and SIGINT. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Ctrl-C is no signal there")
class InterruptionTest {

    private static final int SIGINT = 2;

    /** A busy machine gets more than the second and a half that a command allows itself. */
    private static final Duration AT_MOST = Duration.ofSeconds(8);

    @TempDir
    private Path folder;

    private Path temporary = Path.of("");
    private Path signs = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        signs = Files.createDirectory(folder.resolve("signs"));
    }

    @Test
    void compileCancelsTheBuildAndLeavesNothing() throws Exception {
        Path out = folder.resolve("out");
        interrupt(false, "compile", Fixtures.model("mlp_tiny").toString(), "-o", out.toString(), "--min-block-size", "1");

        assertTrue(Files.exists(signs.resolve("cancelled")), "the worker was asked to stop before it was ended");
        assertFalse(Files.exists(out), "a half-written folder");
    }

    @Test
    void anOlderCompilationStaysAsItWas() throws Exception {
        Path out = folder.resolve("out");
        String model = Fixtures.model("mlp_tiny").toString();
        assertEquals(0, Partita.commandLine().execute(
                "compile", model, "-o", out.toString(), "--min-block-size", "1", "--target", "networks", "--json",
                folder.resolve("result.json").toString()));
        List<String> before = files(out);

        interrupt(false, "compile", model, "-o", out.toString(), "--min-block-size", "1");

        assertEquals(before, files(out));
    }

    @Test
    void aWorkerThatDoesNotListenIsEnded() throws Exception {
        interrupt(true, "compile", Fixtures.model("mlp_tiny").toString(), "-o", folder.resolve("out").toString(),
                "--min-block-size", "1");

        assertFalse(Files.exists(signs.resolve("cancelled")));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void profileEndsTheSameWay() throws Exception {
        interrupt(false, "profile", Fixtures.model("mlp_tiny").toString(), "--min-block-size", "1");
    }

    @Test
    void runEndsTheSameWay() throws Exception {
        interrupt(true, "run", Fixtures.model("mlp_tiny").toString());
    }

    /** A process that a script put into the background may be told to ignore Ctrl-C, and its children inherit that. */
    @BeforeEach
    void signalsArrive() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:")).map(line -> line.split("\\s+")[1]).findFirst().orElse("0");
            assumeTrue((Long.parseUnsignedLong(ignored, 16) & 1 << SIGINT - 1) == 0, "SIGINT is ignored here");
        }
    }

    private void interrupt(boolean deaf, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpartita.worker=" + HangingWorker.class.getName(), "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Partita.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put("PARTITA_TEST_SIGNS", signs.toString());
        builder.environment().put("PARTITA_HOME", folder.resolve("home").toString());
        if (deaf) {
            builder.environment().put("PARTITA_TEST_DEAF", "1");
        }
        Process command = builder.start();
        try {
            while (!Files.exists(signs.resolve("asked"))) {
                assertTrue(command.isAlive(), Files.readString(folder.resolve("output.txt")));
                Thread.sleep(20);
            }
            List<ProcessHandle> children = command.descendants().toList();
            assertEquals(1, children.size(), "the worker");
            new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();

            assertTrue(command.waitFor(AT_MOST.toMillis(), TimeUnit.MILLISECONDS), "it still runs");
            assertEquals(130, command.exitValue(), Files.readString(folder.resolve("output.txt")));
            children.getFirst().onExit().get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
            assertEquals(List.of(), files(temporary).stream().filter(name -> !name.startsWith("hsperfdata")).toList());
            assertFalse(Files.exists(folder.resolve("out.partial")), "a draft");
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }
}
