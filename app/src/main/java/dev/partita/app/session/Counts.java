package dev.partita.app.session;

import dev.partita.compile.Plan;
import dev.partita.partition.NodeVerdict;

/** How many calls of a plan run where. */
public final class Counts {

    private Counts() {}

    public static int trtOps(Plan plan) {
        return (int) plan.partitioning().verdicts().values().stream().filter(NodeVerdict::runsInTensorRt).count();
    }

    public static int allOps(Plan plan) {
        return plan.partitioning().verdicts().size();
    }
}
