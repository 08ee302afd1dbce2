package dev.partita.app.session;

import dev.partita.ir.Graph;
import dev.partita.partition.NodeVerdict;
import dev.partita.partition.Partitioning;
import dev.partita.settings.CompilationSettings;
import java.util.List;

/**
 * What would be compiled with the given settings: the lowered graph and how it is cut.
 *
 * @param lowered nobody edits it any more
 * @param passes the lowering log, in order
 */
public record Plan(
        Program program, Graph lowered, List<PassLine> passes, Partitioning partitioning, CompilationSettings settings) {

    public Plan {
        passes = List.copyOf(passes);
    }

    /** One lowering pass and what it did to the graph. */
    public record PassLine(String name, int nodesBefore, int nodesAfter, double millis, String words) {}

    public int trtOps() {
        return (int) partitioning.verdicts().values().stream().filter(NodeVerdict::runsInTensorRt).count();
    }

    public int allOps() {
        return partitioning.verdicts().size();
    }
}
