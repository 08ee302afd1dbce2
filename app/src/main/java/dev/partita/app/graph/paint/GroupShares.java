package dev.partita.app.graph.paint;

import dev.partita.app.graph.model.GraphModel;

/** How the boxes inside each group divide among the entries of an overlay's legend; computed once per overlay. */
public final class GroupShares {

    private final GraphModel model;
    private final double[][] shares;

    public GroupShares(GraphModel model, Overlay overlay) {
        this.model = model;
        int entries = overlay.legend().size();
        shares = new double[model.groups().size()][entries];
        for (int box = 0; box < model.boxes().size(); box++) {
            int entry = overlay.entry(box);
            double weight = overlay.weight(box);
            for (int group = model.boxes().get(box).group(); group >= 0; group = model.groups().get(group).parent()) {
                shares[group][entry] += weight;
            }
        }
        for (double[] share : shares) {
            double sum = 0;
            for (double part : share) {
                sum += part;
            }
            for (int i = 0; i < entries && sum > 0; i++) {
                share[i] /= sum;
            }
        }
    }

    /** Shares count the groups of one model. */
    public boolean isFor(GraphModel other) {
        return model == other;
    }

    /** From 0 to 1. */
    public double share(int group, int entry) {
        return shares[group][entry];
    }

    /** The entry with the largest share. */
    public int largest(int group) {
        int largest = 0;
        for (int entry = 1; entry < shares[group].length; entry++) {
            largest = shares[group][entry] > shares[group][largest] ? entry : largest;
        }
        return largest;
    }
}
