package dev.partita.compile;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import java.time.Duration;

/** Something that happened during a compilation. */
public sealed interface CompileEvent {

    /** @param stage such as {@code lower} or {@code build} */
    record StageStarted(String stage) implements CompileEvent {}

    record StageFinished(String stage, Duration elapsed) implements CompileEvent {}

    /** @param number from 1 to {@code count}, over all TensorRT segments */
    record SegmentStarted(String segment, int number, int count) implements CompileEvent {}

    /** @param outcome in words: built and why, found in the cache, written */
    record SegmentFinished(String segment, Duration elapsed, String outcome) implements CompileEvent {}

    /** A phase of TensorRT's builder. */
    record Building(String segment, Phase phase) implements CompileEvent {}

    record Logged(String segment, LogLevel level, String text) implements CompileEvent {}

    /** Something that the user should know about the result. */
    record Noted(String text) implements CompileEvent {}
}
