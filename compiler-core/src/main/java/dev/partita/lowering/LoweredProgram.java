package dev.partita.lowering;

import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Graph;
import java.util.List;

/**
 * The graph that is partitioned: weights are read by {@code get_attr} nodes, placeholders are the user's inputs and
 * lifted buffers.
 *
 * @param bufferUpdates buffers and inputs that the program writes to
 */
public record LoweredProgram(
        Graph graph,
        ProgramSignature signature,
        SymbolRanges ranges,
        List<BufferUpdate> bufferUpdates,
        List<PassReport> passes) {

    public LoweredProgram {
        bufferUpdates = List.copyOf(bufferUpdates);
        passes = List.copyOf(passes);
    }

    /** The program writes to this placeholder: a lifted buffer or a user's tensor. */
    public record BufferUpdate(String placeholder, String target) {}
}
