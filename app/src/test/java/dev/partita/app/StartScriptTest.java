package dev.partita.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script in a folder like a distribution's, with one jar that stands for all: with and without an AOT cache. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    private static final Path SOURCES = Path.of("src/main/distribution");

    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        // With a space, because people have such folders.
        home = folder.resolve("my partita");
        for (String file : List.of("bin/partita", "lib/java.options", "lib/window.options")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(SOURCES.resolve(file), home.resolve(file));
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(home.resolve("lib/all.jar")), manifest).close();
    }

    private List<String> start(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", home.resolve("bin/partita").toString()));
        command.addAll(List.of(words));
        return run(command);
    }

    /** Output and errors together: a JVM that has something to tell is noticed. */
    private List<String> run(List<String> command) throws IOException, InterruptedException {
        Path output = home.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PARTITA_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("PARTITA_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program ends");
        assertEquals(0, process.exitValue(), Files.readString(output));
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void saysItsVersion() throws IOException, InterruptedException {
        List<String> said = start("--version");
        assertEquals(1, said.size(), String.valueOf(said));
        assertTrue(said.getFirst().startsWith("Partita"), said.getFirst());
    }

    @Test
    void startsWithoutACache() throws IOException, InterruptedException {
        saysItsVersion();
    }

    @Test
    void ignoresWhatIsNoCache() throws IOException, InterruptedException {
        Files.writeString(home.resolve("lib/partita.aot"), "no cache at all\n".repeat(10_000));
        saysItsVersion();
        Files.write(home.resolve("lib/partita.aot"), new byte[0]);
        saysItsVersion();
    }

    @Test
    void ignoresACacheOfOtherJars() throws IOException, InterruptedException {
        Path cache = home.resolve("lib/partita.aot");
        Path other = home.resolve("other.jar");
        new JarOutputStream(Files.newOutputStream(other), new Manifest()).close();
        run(List.of(java(), "-XX:AOTCacheOutput=" + cache,
                "-XX:+UseSerialGC", "-cp", other.toString(), "-version"));
        assertTrue(Files.size(cache) > 1_000_000, "the JVM recorded a cache");
        saysItsVersion();
    }

    /** The start scripts hand the file to java; an installed launcher, which makes its JVM itself, can only name it to the JVM. */
    @Test
    void theWindowsOptionsAreForBothWaysOfStarting() throws IOException, InterruptedException {
        Path options = home.resolve("lib/window.options");
        List<String> called = run(List.of(java(), "@" + options, "-XX:+PrintCommandLineFlags", "-version"));
        List<String> named = run(List.of(java(), "-XX:VMOptionsFile=" + options, "-XX:+PrintCommandLineFlags", "-version"));
        assertEquals(flags(called), flags(named).stream().filter(flag -> !flag.startsWith("-XX:VMOptionsFile")).toList());
        assertTrue(flags(named).contains("-XX:Tier4InvocationThreshold=50000"), String.valueOf(named));
        assertTrue(Files.readString(Path.of("..", "installers", "partita.options"))
                .contains("--java-options -XX:VMOptionsFile=$APPDIR/window.options"), "installed launchers name it");
        assertTrue(String.join("\n", start("open", "--help")).contains("Usage: partita open"));
    }

    /** The flags that a JVM says it was given. */
    private static List<String> flags(List<String> said) {
        return said.stream().filter(line -> line.startsWith("-XX:")).flatMap(line -> Arrays.stream(line.split(" "))).toList();
    }

    @Test
    void shortCommandsStart() throws IOException, InterruptedException {
        assertTrue(String.join("\n", start("info", "--help")).contains("Usage: partita info"));
    }
}
