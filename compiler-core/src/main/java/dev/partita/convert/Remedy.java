package dev.partita.convert;

import dev.partita.settings.CompilationSettings;

/**
 * Something that may bring a node into TensorRT: an edit of the settings whose effect can be simulated by partitioning
 * again with {@code edited}.
 *
 * @param words what to do, as a button or menu entry would say it
 */
public record Remedy(String words, CompilationSettings edited) {}
