package dev.partita.app;

import dev.partita.app.text.Texts;
import dev.partita.protocol.WorkerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The worker's death, for people. */
final class WorkerWords {

    private WorkerWords() {}

    /** How it ended and while doing what. */
    static String sentence(WorkerFailure failure) {
        String words = failure.describe();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Its last words, and where the job lies. */
    static String details(WorkerFailure failure) {
        List<String> lines = new ArrayList<>(failure.lastLines());
        failure.job().ifPresent(job -> lines.add(Texts.of("build.job", job)));
        return String.join("\n", lines);
    }
}
