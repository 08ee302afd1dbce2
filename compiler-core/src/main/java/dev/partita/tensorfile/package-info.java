/**
 * Example inputs and outputs on disk: a JSON manifest ({@code NAME.io.json}) beside one little-endian binary file
 * ({@code NAME.io.bin}) with dense tensors, 64-byte aligned.
 *
 * <p>Start at {@link dev.partita.tensorfile.StoredCases}; {@link dev.partita.tensorfile.StoredCasesReader} maps them and
 * {@link dev.partita.tensorfile.StoredCasesWriter} writes them.
 */
@NullMarked
package dev.partita.tensorfile;

import org.jspecify.annotations.NullMarked;
