package dev.partita.pt2.schema;

import java.util.List;

/** The role of each graph input and output, in their order. */
public record GraphSignature(List<InputSpec> inputs, List<OutputSpec> outputs) {

    public GraphSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
