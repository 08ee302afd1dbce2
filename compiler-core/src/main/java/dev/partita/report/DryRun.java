package dev.partita.report;

import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Graph;
import dev.partita.partition.Partitioning;
import dev.partita.settings.CompilationSettings;
import java.util.Optional;

/**
 * What would be compiled, without compiling it.
 *
 * @param model what to call it: the file's name
 * @param exportedCalls calls of the graph before lowering
 * @param graph the lowered graph
 */
public record DryRun(
        String model, int exportedCalls, Graph graph, SymbolRanges ranges, Partitioned partitioned) {

    /**
     * A cut and the settings that it comes from.
     *
     * @param byTorchTensorRt how Torch-TensorRT would cut the same graph; empty when it is cut that way
     */
    public record Partitioned(
            Partitioning partitioning, CompilationSettings settings, Optional<Partitioning> byTorchTensorRt) {}

    public Partitioning partitioning() {
        return partitioned.partitioning;
    }

    public CompilationSettings settings() {
        return partitioned.settings;
    }

    int loweredCalls() {
        return partitioning().verdicts().size();
    }
}
