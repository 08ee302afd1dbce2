package dev.partita.convert.torchtrt;

import dev.partita.convert.CapabilityTable;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rows by op. Where an op has several, the order is the one in which Torch-TensorRT tries them.
 *
 * <p>Not here: its four attention converters, because TensorRT 10.6 has no attention layer; key-value cache updates, for
 * the same reason (the scatter fallback of {@code index_copy} takes the same calls); {@code index_put} with accumulate,
 * because its plugin lives in Torch-TensorRT's own native library; quantisation and collectives, which a plain install
 * does not register either.
 */
public final class TorchTensorRtTable implements CapabilityTable {

    private final Map<OpName, List<Row>> rows = new HashMap<>();

    public TorchTensorRtTable() {
        Stream.of(ElementwiseRows.all(), ActivationRows.all(), ReductionRows.all(), ShapeRows.all(), IndexingRows.all(),
                        NetworkRows.all(), CreationRows.all())
                .flatMap(List::stream)
                .forEach(row -> row.ops().forEach(op -> rows.computeIfAbsent(op, _ -> new ArrayList<>()).add(row)));
    }

    @Override
    public List<Row> candidates(OpName op) {
        return rows.getOrDefault(op, List.of());
    }

    /** Every op with at least one row. */
    public Set<OpName> ops() {
        return Collections.unmodifiableSet(rows.keySet());
    }
}
