package dev.partita.convert;

import dev.partita.convert.op.Activations;
import dev.partita.convert.op.Angles;
import dev.partita.convert.op.Arithmetic;
import dev.partita.convert.op.Attention;
import dev.partita.convert.op.BatchNorms;
import dev.partita.convert.op.Comparisons;
import dev.partita.convert.op.Convolutions;
import dev.partita.convert.op.Copies;
import dev.partita.convert.op.Creation;
import dev.partita.convert.op.Cumulation;
import dev.partita.convert.op.Distances;
import dev.partita.convert.op.EmbeddingBags;
import dev.partita.convert.op.Gathering;
import dev.partita.convert.op.Indexing;
import dev.partita.convert.op.Joining;
import dev.partita.convert.op.LinearAlgebra;
import dev.partita.convert.op.Normalizations;
import dev.partita.convert.op.Padding;
import dev.partita.convert.op.Pooling;
import dev.partita.convert.op.Quantization;
import dev.partita.convert.op.Randomness;
import dev.partita.convert.op.Reductions;
import dev.partita.convert.op.Refusals;
import dev.partita.convert.op.Repetition;
import dev.partita.convert.op.Resizing;
import dev.partita.convert.op.Scattering;
import dev.partita.convert.op.ShapeChanges;
import dev.partita.convert.op.Slicing;
import dev.partita.convert.op.Sorting;
import dev.partita.convert.op.Symbols;
import dev.partita.convert.op.UnaryMath;
import dev.partita.convert.op.Views;
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
            Arithmetic.rows(),
            Comparisons.rows(),
            UnaryMath.rows(),
            Angles.rows(),
            Activations.rows(),
            Reductions.rows(),
            ShapeChanges.rows(),
            Slicing.rows(),
            Joining.rows(),
            Repetition.rows(),
            Padding.rows(),
            Views.rows(),
            Gathering.rows(),
            Indexing.rows(),
            Scattering.rows(),
            EmbeddingBags.rows(),
            Sorting.rows(),
            Cumulation.rows(),
            Creation.rows(),
            Copies.rows(),
            Randomness.rows(),
            LinearAlgebra.rows(),
            Attention.rows(),
            Distances.rows(),
            Convolutions.rows(),
            Pooling.rows(),
            Resizing.rows(),
            BatchNorms.rows(),
            Normalizations.rows(),
            Quantization.rows(),
            Symbols.rows()));

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
            return Refusals.reason(node.op()).or(() -> Optional.of("no converter for " + node.op().shortName()));
        }
        Optional<String> unheld = NetworkTypes.obstacle(node.value(), settings);
        if (unheld.isPresent()) {
            return unheld;
        }
        for (Node input : node.inputs()) {
            unheld = NetworkTypes.obstacle(input.value(), settings);
            if (unheld.isPresent()) {
                return unheld;
            }
        }
        return row.get().check().obstacle(node, settings);
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
