package dev.partita.engine;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A built engine.
 *
 * @param engine TensorRT's serialized plan
 * @param layers TensorRT's layer report, JSON
 * @param buildTime inside TensorRT; zero when it came from the cache
 * @param provenance in words: built and why, or found and where
 */
public record EngineFile(Path engine, Path layers, long bytes, Duration buildTime, String provenance) {}
