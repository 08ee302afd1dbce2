/**
 * From the records of a {@code .pt2} file to the graph that Python shows as {@code ExportedProgram.graph}.
 *
 * <p>Start at {@link dev.partita.importer.Importer}. This is the one place where the names of a file's nodes are
 * chosen: parameters, buffers and constants are placeholders, results of one call are read by {@code getitem} nodes.
 */
@NullMarked
package dev.partita.importer;

import org.jspecify.annotations.NullMarked;
