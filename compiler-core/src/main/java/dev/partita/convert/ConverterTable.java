package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All converters, family by family. The order matters to readers only: an op stands in one row. */
public final class ConverterTable {

    private static final Map<OpName, ConverterRow> ROWS = index(List.of(
            dev.partita.convert.op.Arithmetic.rows(),
            dev.partita.convert.op.Comparisons.rows(),
            dev.partita.convert.op.UnaryMath.rows(),
            dev.partita.convert.op.Activations.rows(),
            dev.partita.convert.op.Reductions.rows(),
            dev.partita.convert.op.ShapeChanges.rows(),
            dev.partita.convert.op.Slicing.rows(),
            dev.partita.convert.op.Gathering.rows(),
            dev.partita.convert.op.Creation.rows(),
            dev.partita.convert.op.Copies.rows(),
            dev.partita.convert.op.LinearAlgebra.rows(),
            dev.partita.convert.op.Convolutions.rows(),
            dev.partita.convert.op.Pooling.rows(),
            dev.partita.convert.op.Normalizations.rows(),
            dev.partita.convert.op.Symbols.rows()));

    private ConverterTable() {}

    public static Optional<ConverterRow> find(OpName op) {
        return Optional.ofNullable(ROWS.get(op));
    }

    /** All rows, in the table's order. */
    public static List<ConverterRow> rows() {
        return List.copyOf(ROWS.values());
    }

    /**
     * Why this call cannot run in TensorRT 10.6 through our converters; empty when it can. Needs the node's value and
     * those of its inputs.
     */
    public static Optional<String> obstacle(Node node, CompilationSettings settings) {
        Optional<ConverterRow> row = find(node.op());
        if (row.isEmpty()) {
            return Optional.of("no converter for " + node.op().shortName());
        }
        return NetworkTypes.obstacle(node.value(), settings)
                .or(() -> node.inputs().stream()
                        .map(input -> NetworkTypes.obstacle(input.value(), settings))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> row.get().check().obstacle(node, settings));
    }

    private static Map<OpName, ConverterRow> index(List<List<ConverterRow>> families) {
        Map<OpName, ConverterRow> rows = new LinkedHashMap<>();
        List<ConverterRow> all = new ArrayList<>();
        families.forEach(all::addAll);
        for (ConverterRow row : all) {
            if (rows.put(row.op(), row) != null) {
                throw new IllegalStateException("two converters for " + row.op());
            }
        }
        return rows;
    }
}
