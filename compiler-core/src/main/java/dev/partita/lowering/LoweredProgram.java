package dev.partita.lowering;

import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Graph;
import java.util.List;
import java.util.OptionalInt;

/**
 * The graph that is partitioned: weights are read by {@code get_attr} nodes, placeholders are the user's inputs and
 * lifted buffers.
 *
 * @param updates buffers and inputs that the program writes to
 */
public record LoweredProgram(
        Graph graph,
        ProgramSignature signature,
        SymbolRanges ranges,
        List<Update> updates,
        List<PassReport> passes) {

    public LoweredProgram {
        updates = List.copyOf(updates);
        passes = List.copyOf(passes);
    }

    /** The program changes a tensor in place. */
    public sealed interface Update {

        /** The node through which the old value enters. */
        String placeholder();

        /**
         * Which item of the graph's output is the new value; these items follow the user's results. Empty when the new
         * value is dropped, as Torch-TensorRT does.
         */
        OptionalInt output();

        /** Of a buffer, which lowering has made an input. */
        record Buffer(String placeholder, String fqn, OptionalInt output) implements Update {}

        /** @param input the caller's tensor, as the signature calls it */
        record UserInput(String placeholder, String input, OptionalInt output) implements Update {}
    }
}
