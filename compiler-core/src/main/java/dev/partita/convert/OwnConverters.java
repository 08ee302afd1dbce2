package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.Optional;

/** What Partita's own converters take; their checks deal with dynamic shapes themselves. */
public final class OwnConverters implements CapabilityTable {

    @Override
    public List<Row> candidates(OpName op) {
        return ConverterTable.find(op).map(_ -> List.of(new Row(op))).orElse(List.of());
    }

    record Row(OpName op) implements Capability {

        @Override
        public String rule() {
            return op.shortName();
        }

        @Override
        public boolean takesDynamicShapes() {
            return true;
        }

        @Override
        public boolean needsOutputAllocator() {
            return false;
        }

        @Override
        public Optional<String> obstacle(Node node, CompilationSettings settings) {
            return ConverterTable.obstacle(node, settings);
        }
    }
}
