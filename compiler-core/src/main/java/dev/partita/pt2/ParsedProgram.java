package dev.partita.pt2;

import dev.partita.pt2.schema.GraphModule;
import dev.partita.pt2.schema.Producer;
import dev.partita.tensor.SymRange;
import java.util.Map;

/** What the JSON of one program says; the weights lie elsewhere. */
record ParsedProgram(GraphModule module, Map<String, SymRange> rangeConstraints, Producer producer) {

    ExportedProgram with(String name, ProgramData data) {
        return new ExportedProgram(name, module, rangeConstraints, producer, data);
    }
}
