package dev.partita.gpuruntime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs from a repository on this machine that serves small jars and can fail on purpose. */
class GpuRuntimeInstallerTest {

    private static final int JAR_BYTES = 300_000;

    @TempDir
    Path temp;

    private final byte[] jar = new byte[JAR_BYTES];
    private final List<String> ranges = new ArrayList<>();
    private boolean breakOffOnce;
    private boolean sendDamaged;
    private HttpServer server;

    @BeforeEach
    void startRepository() throws IOException {
        new Random(7).nextBytes(jar);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stopRepository() {
        server.stop(0);
    }

    @Test
    void fetchesEveryLibraryAndReportsBytes() throws Exception {
        List<String> heard = new ArrayList<>();
        GpuRuntime runtime = install(heard);

        assertTrue(runtime.isComplete());
        assertArrayEquals(jar, Files.readAllBytes(runtime.jar(NativeLibrary.CUDA)));
        assertTrue(heard.contains("TENSORRT 300000/300000"), heard::toString);
        assertEquals(2, heard.stream().filter(line -> line.endsWith("installed")).count());
    }

    @Test
    void fetchesLibtorchOnlyWhenAskedAndPutsItInThePlaceOfTheOneForTheCpu() throws Exception {
        GpuRuntime runtime = install(new ArrayList<>());
        Path forCpu = Path.of("lib", NativeLibrary.TORCH.replacedFileName());
        Path ours = Path.of("lib", "compiler-core.jar");
        List<Path> engines = List.of(runtime.jar(NativeLibrary.TENSORRT), runtime.jar(NativeLibrary.CUDA));

        assertFalse(runtime.has(NativeLibrary.TORCH));
        assertEquals(concat(engines, ours, forCpu), runtime.extend(List.of(ours, forCpu)));

        install(Set.of(NativeLibrary.TORCH), new ArrayList<>());
        assertEquals(concat(engines, runtime.jar(NativeLibrary.TORCH), ours), runtime.extend(List.of(ours, forCpu)));

        Files.delete(runtime.jar(NativeLibrary.CUDA));
        assertEquals(List.of(engines.getFirst(), ours, forCpu), runtime.extend(List.of(ours, forCpu)),
                "libtorch for CUDA does not load without CUDA's libraries");
    }

    private static List<Path> concat(List<Path> first, Path... more) {
        List<Path> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void continuesWhereABrokenDownloadStopped() throws Exception {
        breakOffOnce = true;
        GpuRuntimeException failure = assertThrows(GpuRuntimeException.class, () -> install(new ArrayList<>()));
        assertTrue(failure.getMessage().contains("run the command again to continue"), failure.getMessage());

        assertTrue(install(new ArrayList<>()).isComplete());
        assertTrue(ranges.stream().anyMatch(range -> range.startsWith("bytes=") && !range.startsWith("bytes=0-")),
                () -> "the second attempt asked for the rest only, not " + ranges);
    }

    @Test
    void refusesAJarWhoseChecksumIsWrong() {
        sendDamaged = true;
        GpuRuntimeException failure = assertThrows(GpuRuntimeException.class, () -> install(new ArrayList<>()));
        assertTrue(failure.getMessage().contains("arrived damaged"), failure.getMessage());
        assertFalse(runtime().has(NativeLibrary.TENSORRT));
    }

    private GpuRuntime install(List<String> heard) throws GpuRuntimeException {
        return install(Set.of(), heard);
    }

    private GpuRuntime install(Set<NativeLibrary> optional, List<String> heard) throws GpuRuntimeException {
        RemoteRepository repository = new RemoteRepository.Builder(
                        "here", "default", "http://localhost:" + server.getAddress().getPort() + "/")
                .build();
        ContextOverrides overrides = ContextOverrides.create()
                .withUserSettings(false)
                .withLocalRepositoryOverride(temp.resolve("m2"))
                .repositories(List.of(repository))
                .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.REPLACE)
                .build();
        new GpuRuntimeInstaller(runtime(), overrides).install(optional, new InstallListener() {
            @Override
            public void progressed(NativeLibrary library, long received, long total) {
                heard.add(library + " " + received + "/" + total);
            }

            @Override
            public void installed(NativeLibrary library) {
                heard.add(library + " installed");
            }
        });
        return runtime();
    }

    private GpuRuntime runtime() {
        return new GpuRuntime(temp.resolve("gpu-runtime"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith(".sha1")) {
                byte[] text = sha1(jar).getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                return;
            }
            byte[] body = jar.clone();
            if (sendDamaged) {
                body[JAR_BYTES / 2]++;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = 0;
            if (range != null) {
                ranges.add(range);
                from = Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
                exchange.getResponseHeaders().set(
                        "Content-Range", "bytes " + from + "-" + (JAR_BYTES - 1) + "/" + JAR_BYTES);
            }
            exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            exchange.sendResponseHeaders(range == null ? 200 : 206, JAR_BYTES - from);
            int to = breakOffOnce ? JAR_BYTES / 3 : JAR_BYTES;
            breakOffOnce = false;
            exchange.getResponseBody().write(Arrays.copyOfRange(body, from, to));
        }
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
