package dev.partita.lowering;

/** What one stage of lowering did to the number of nodes, and how long it took. */
public record PassReport(String pass, int nodesBefore, int nodesAfter, long elapsedNanos) {

    public int delta() {
        return nodesAfter - nodesBefore;
    }
}
