/**
 * Reads {@code torch.export} archives ({@code .pt2}) of every generation and writes the current one, without Python and without running anything
 * a file says.
 *
 * <p>Start at {@link dev.partita.pt2.Pt2Reader}: it maps the file and hands out a {@link dev.partita.pt2.Pt2Archive},
 * which reads an {@link dev.partita.pt2.ExportedProgram} per model. Below it: {@code ZipDirectory} checks the
 * container, {@code ProgramParser} streams the JSON into the records of {@link dev.partita.pt2.schema},
 * {@code PayloadReader} turns weight records into strided views on mapped memory. Weights never enter the Java heap.
 * {@link dev.partita.pt2.Pt2Writer} is the way back.
 */
@NullMarked
package dev.partita.pt2;

import org.jspecify.annotations.NullMarked;
