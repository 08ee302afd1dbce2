package dev.partita.cli;

import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.InterruptSignal;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Never finishes what it is asked. Says by a file where it was asked, and by another that it saw the cancel; with
 * {@code PARTITA_TEST_DEAF} in the environment it does not even look for one.
 */
public final class HangingWorker {

    private HangingWorker() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = ProtocolStream.claimStdout();
        InterruptSignal.ignore();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path signs = Path.of(System.getenv("PARTITA_TEST_SIGNS"));
        Runtime.getRuntime().halt(new RequestLoop(List.of(new Hanging(signs)), out).run(in));
    }

    private record Hanging(Path signs) implements RequestHandler {
        @Override
        public boolean takes(Request<?> request) {
            return true;
        }

        @Override
        public Reply handle(Request<?> request, RequestContext context) throws RequestException {
            if (request instanceof Request.Doctor) {
                return new Reply.Machine(true, List.of(), List.of());
            }
            say("asked");
            while (System.getenv("PARTITA_TEST_DEAF") != null || !context.cancelled()) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            say("cancelled");
            throw new RequestException(new Problem(Problem.Kind.NATIVE, "build returned no engine", List.of()));
        }

        private void say(String sign) {
            try {
                Files.createFile(signs.resolve(sign));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
