package dev.partita.pt2;

import dev.partita.pt2.schema.GraphModule;
import dev.partita.pt2.schema.Producer;
import dev.partita.tensor.SymRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One program of an archive.
 *
 * @param name its name in the archive, usually {@code model}
 * @param rangeConstraints bounds by expression text such as {@code s0} or {@code 2*s0}
 */
public record ExportedProgram(
        String name,
        GraphModule module,
        Map<String, SymRange> rangeConstraints,
        Producer producer,
        ProgramData data) {

    public ExportedProgram {
        rangeConstraints = Collections.unmodifiableMap(new LinkedHashMap<>(rangeConstraints));
    }
}
