package dev.partita.app.session;

import dev.partita.compile.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a build ended. */
public sealed interface BuildOutcome {

    /** @param folder the compiled module on disk */
    record Built(Path folder, Plan plan, Duration took, List<Engine> engines) implements BuildOutcome {
        public Built {
            engines = List.copyOf(engines);
        }
    }

    /** One engine of a built module. */
    record Engine(String segment, Path file, long bytes) {}

    /**
     * The worker refused or died; the window lives on.
     *
     * @param title one line: what ended, how, while doing what
     * @param details last log lines, job folder
     * @param segment which segment, when it was about one
     */
    record Failed(String title, String details, Optional<String> segment) implements BuildOutcome {}
}
