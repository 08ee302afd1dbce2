package dev.partita.workerclient;

import dev.partita.engine.JobFolder;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.NativeRefusal;
import dev.partita.worker.loop.ProtocolStream;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.loop.RequestLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A worker that behaves as the name of the segment asks: it builds, hangs, dies or talks nonsense. Everything but the
 * work itself is the real worker's code.
 */
public final class FakeWorker {

    private FakeWorker() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = ProtocolStream.claimStdout();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int exitCode = new RequestLoop(List.of(new Pretender(out)), out).run(in);
        Runtime.getRuntime().halt(exitCode);
    }

    private record Pretender(PrintStream out) implements RequestHandler {
        @Override
        public boolean takes(Request<?> request) {
            return request instanceof Request.BuildEngine || request instanceof Request.Doctor;
        }

        @Override
        public Reply handle(Request<?> request, RequestContext context) throws RequestException {
            if (!(request instanceof Request.BuildEngine build)) {
                return new Reply.Machine(true, List.of(new Reply.Check("fake", true, "pretends")), List.of());
            }
            context.log(LogLevel.INFO, "building " + build.segment());
            context.progress(new Phase("Building engine", "", 0, 2, false));
            System.err.println("last words of " + build.segment());
            switch (build.segment()) {
                case "hangs" -> sleepForever();
                case "waits for cancel" -> waitForCancel(context);
                case "killed" -> kill("-9");
                case "aborts" -> callNative("abort");
                case "exits" -> Runtime.getRuntime().halt(7);
                case "talks nonsense" -> out.println("[TRT] [I] a library printed this");
                case "prints from native code" -> putsToDescriptorOne();
                case "fails" -> throw new RequestException(
                        new Problem(Problem.Kind.NATIVE, "no implementation for node 'conv'", List.of("detail")));
                case "is refused by a library" -> throw new NativeRefusal("CUDA could not allocate 8 bytes");
                case "has an error" -> throw new InternalError("a page could not be read");
                case "has a bug" -> throw new IllegalStateException("a list was empty");
                case "_run_on_acc_0" -> {
                    return built(build.job());
                }
                default -> context.progress(new Phase("Building engine", "", 2, 2, true));
            }
            return new Reply.EngineBuilt(Path.of("engine.trt"), Path.of("layers.json"), 12, 3, 4);
        }

        /** A real job: leaves files where the real worker would. */
        private static Reply built(Path job) {
            try {
                Files.writeString(JobFolder.engine(job), "a plan");
                Files.writeString(JobFolder.layers(job), "{}");
                return new Reply.EngineBuilt(JobFolder.engine(job), JobFolder.layers(job), 6, 30, 40);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void waitForCancel(RequestContext context) throws RequestException {
            while (!context.cancelled()) {
                sleep(5);
            }
            throw new RequestException(new Problem(Problem.Kind.NATIVE, "build returned no engine", List.of()));
        }

        private static void sleepForever() {
            while (true) {
                sleep(1000);
            }
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void kill(String signal) {
            try {
                new ProcessBuilder("kill", signal, Long.toString(ProcessHandle.current().pid())).start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            sleepForever();
        }

        private static void callNative(String function) {
            Linker linker = Linker.nativeLinker();
            try {
                linker.downcallHandle(linker.defaultLookup().findOrThrow(function), FunctionDescriptor.ofVoid())
                        .invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        private static void putsToDescriptorOne() {
            Linker linker = Linker.nativeLinker();
            try (java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
                MemorySegment text = arena.allocateFrom("native code says hello\n");
                long written = (long) linker.downcallHandle(
                                linker.defaultLookup().findOrThrow("write"),
                                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_LONG))
                        .invokeExact(1, text, text.byteSize() - 1);
                if (written <= 0) {
                    throw new IllegalStateException("nothing written");
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
