package dev.partita.pt2.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The top-level graph with everything needed to call it.
 *
 * @param modules every call of a submodule, in call order; the first has the empty path and is the model itself
 * @param namedTupleFields field names of each named tuple class that the tree specs mention
 */
public record GraphModule(
        ExportedGraph graph,
        GraphSignature signature,
        List<ModuleCall> modules,
        Map<String, String> metadata,
        Map<String, List<String>> namedTupleFields) {

    public GraphModule {
        modules = List.copyOf(modules);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        namedTupleFields = Collections.unmodifiableMap(new LinkedHashMap<>(namedTupleFields));
    }
}
