package dev.partita.protocol;

/** Importance of a log line, as TensorRT grades them. */
public enum LogLevel {
    ERROR,
    WARNING,
    INFO,
    VERBOSE
}
