/**
 * Every option of a compilation, each described exactly once.
 *
 * <p>Start at {@link dev.partita.settings.Settings}, the catalogue in the order of Torch-TensorRT's documentation; the
 * groups are {@link dev.partita.settings.CoreSettings}, {@link dev.partita.settings.PartitionSettings} and so on. A
 * {@link dev.partita.settings.Setting} knows its name, type, default and words for people; flags of the command line,
 * the JSON file and the settings screen are all made from it. {@link dev.partita.settings.CompilationSettings} holds the
 * chosen values: {@code settings.get(CoreSettings.MIN_BLOCK_SIZE)}.
 *
 * <p>Options of Torch-TensorRT that can have no effect here are refused with a reason
 * ({@link dev.partita.settings.RefusedSettings}), never swallowed.
 */
@NullMarked
package dev.partita.settings;

import org.jspecify.annotations.NullMarked;
