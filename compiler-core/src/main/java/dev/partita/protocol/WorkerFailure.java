package dev.partita.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a worker process ended that should not have ended: everything a bug report needs.
 *
 * @param ending exit code, signal, silence or nonsense
 * @param request what it was asked to do
 * @param lastPhase the last progress it reported
 * @param lastLines end of its stderr, oldest first
 */
public record WorkerFailure(
        Ending ending, Request<?> request, Optional<Phase> lastPhase, List<String> lastLines) {

    public WorkerFailure {
        lastLines = List.copyOf(lastLines);
    }

    /** How it ended. */
    public sealed interface Ending {

        record Exited(int code) implements Ending {}

        record Signalled(int signal) implements Ending {}

        /** It sent something that is no message and was ended for it. */
        record SpokeGarbage(String line) implements Ending {}

        /** It gave no sign of life for too long and was ended for it. */
        record Silent(long seconds) implements Ending {}

        /** It could not even be started. */
        record NotStarted(String why) implements Ending {}
    }

    /** The folder from which the same work can be started again, when the request had one. */
    public Optional<Path> job() {
        return switch (request) {
            case Request.BuildEngine build -> Optional.of(build.job());
            case Request.BuildOnnx build -> Optional.of(build.job());
            case Request.RunEngine run -> Optional.of(run.outputFolder());
            case Request.ProfileEngine profile -> Optional.of(profile.outputFolder());
            case Request.ProfileProgram profile -> Optional.of(profile.outputFolder());
            case Request.LoadEngine _, Request.RunProgram _, Request.CompareSegments _, Request.EvaluateConstants _,
                    Request.LocateTorch _, Request.Doctor _, Request.Shutdown _ -> Optional.empty();
        };
    }

    /** The segment that was being built, or empty. */
    public String segment() {
        return request instanceof Request.BuildEngine build ? build.segment() : "";
    }

    /** One sentence: what ended, how, while doing what. */
    public String describe() {
        String doing = " during " + request.getClass().getSimpleName()
                + (segment().isEmpty() ? "" : " of segment '" + segment() + "'")
                + lastPhase.map(phase -> ", phase '" + phase.name() + "'").orElse("");
        return switch (ending) {
            case Ending.Exited(int code) -> "the worker process ended with exit code " + code + doing + lastWords();
            case Ending.Signalled(int signal) ->
                "the worker process was ended by signal " + signal + " (" + signalName(signal) + ")" + doing;
            case Ending.SpokeGarbage(String line) ->
                "the worker process sent something that is no message" + doing + ": " + line;
            case Ending.Silent(long seconds) ->
                "the worker process gave no answer for " + seconds + " s" + doing + " and was ended";
            case Ending.NotStarted(String why) -> "the worker process could not be started: " + why;
        };
    }

    /** The end of its stderr in one line, without the frames of a stack and what the JVM says when it starts. */
    private String lastWords() {
        return lastLines.reversed().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("Picked up "))
                .findFirst()
                .map(line -> "; its last words: " + line.strip())
                .orElse("");
    }

    private static String signalName(int signal) {
        return switch (signal) {
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT, usually a native library giving up";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL, by hand or because memory ran out";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            default -> "no name";
        };
    }
}
