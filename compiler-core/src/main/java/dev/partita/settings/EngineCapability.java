package dev.partita.settings;

/** TensorRT's restricted kinds of engines. */
public enum EngineCapability {
    STANDARD,
    SAFETY,
    DLA_STANDALONE
}
