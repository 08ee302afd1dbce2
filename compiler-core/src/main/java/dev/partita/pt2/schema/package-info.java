/**
 * The program inside a {@code .pt2} file as records: what torch's export schema 8.20 says, nothing interpreted.
 *
 * <p>Start at {@link dev.partita.pt2.schema.GraphModule}, then {@link dev.partita.pt2.schema.ExportedGraph},
 * {@link dev.partita.pt2.schema.ExportedNode} and {@link dev.partita.pt2.schema.Argument}. Files of older schemas
 * arrive here already converted. Maps keep the order of the file.
 */
@NullMarked
package dev.partita.pt2.schema;

import org.jspecify.annotations.NullMarked;
