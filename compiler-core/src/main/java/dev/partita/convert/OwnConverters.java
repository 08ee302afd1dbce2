package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Partita's own converters take; their checks deal with dynamic shapes themselves. */
public final class OwnConverters implements CapabilityTable {

    private final Map<OpName, List<Row>> rows = ConverterTable.rows().stream()
            .collect(Collectors.toUnmodifiableMap(ConverterRow::op, row -> List.of(new Row(row, false), new Row(row, true))));

    @Override
    public List<Row> candidates(OpName op) {
        return rows.getOrDefault(op, List.of());
    }

    /** Two for each converter: calls whose result has known extents, and calls whose result has not. */
    record Row(ConverterRow row, boolean needsOutputAllocator) implements Capability {

        @Override
        public String rule() {
            return row.op().shortName();
        }

        @Override
        public boolean takesDynamicShapes() {
            return true;
        }

        @Override
        public Optional<String> obstacle(Node node, CompilationSettings settings) {
            Optional<String> obstacle = ConverterTable.obstacle(node, settings);
            if (obstacle.isEmpty() && row.sizedByData().test(node) != needsOutputAllocator) {
                return Optional.of("the extents of its result depend on data");
            }
            return obstacle;
        }
    }
}
