package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.Optional;

/** What Partita's own converters take; their checks deal with dynamic shapes themselves. */
public final class OwnConverters implements CapabilityTable {

    /** A getitem makes no layer: it picks one of the tensors that its producer became. */
    private static final OpName GETITEM = OpName.of("_operator.getitem");

    @Override
    public List<Row> candidates(OpName op) {
        return op.equals(GETITEM) || ConverterTable.find(op).isPresent() ? List.of(new Row(op)) : List.of();
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
            return ConverterTable.find(op).isEmpty() ? Optional.empty() : ConverterTable.obstacle(node, settings);
        }
    }
}
