package dev.partita.importer;

import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.tensor.SymExpr;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exported program as a graph.
 *
 * @param graph as Python's {@code ExportedProgram.graph}
 * @param state parameters, buffers and constants by dotted path
 * @param inputStrides strides, in elements, of the placeholders that are not row-major, by node name
 */
public record ImportedProgram(
        Graph graph,
        ProgramSignature signature,
        SymbolRanges ranges,
        Map<String, Attribute.Weight> state,
        Map<String, List<SymExpr>> inputStrides) {

    public ImportedProgram {
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        inputStrides = Map.copyOf(inputStrides);
    }
}
