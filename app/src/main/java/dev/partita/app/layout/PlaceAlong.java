package dev.partita.app.layout;

/**
 * Step 7. Places the layers one after the other. The gap between two layers grows with the widest step that an edge
 * makes there, so that curves stay gentle.
 */
final class PlaceAlong {

    /** Share of a sideways step that is added to the gap, and the most that is added. */
    private static final double SLOPE = 0.12;
    private static final double MOST = 64;
    /** Share of the gap that is kept before and after a layer without boxes. */
    private static final double PORT_SHARE = 0.5;

    /** Where each layer starts and ends. */
    final double[] start;
    final double[] end;

    PlaceAlong(Layers layers, double[] centres, LayoutOptions options) {
        start = new double[layers.layerCount];
        end = new double[layers.layerCount];
        double[] step = new double[layers.layerCount];
        for (int segment = 0; segment < layers.segmentFrom.length; segment++) {
            double fromX = centres[layers.segmentFrom[segment]] + layers.fromShift[segment];
            double toX = centres[layers.segmentTo[segment]] + layers.toShift[segment];
            int rank = layers.rank[layers.segmentFrom[segment]];
            step[rank] = layers.passesCut(segment) ? step[rank] : Math.max(step[rank], Math.abs(fromX - toX));
        }
        double at = 0;
        for (int r = 0; r < layers.layerCount; r++) {
            double extent = 0;
            for (int slot : layers.order[r]) {
                extent = Math.max(extent, layers.along[slot]);
            }
            start[r] = at;
            end[r] = at + extent;
            boolean ports = extent == 0 || r + 1 < layers.layerCount && isEmpty(layers, r + 1);
            double gap = ports ? options.layerGap() * PORT_SHARE : options.layerGap();
            at = end[r] + gap + Math.min(MOST, SLOPE * step[r]);
        }
    }

    /** A layer of ports and bends alone. */
    private static boolean isEmpty(Layers layers, int r) {
        for (int slot : layers.order[r]) {
            if (layers.along[slot] > 0) {
                return false;
            }
        }
        return true;
    }

    double extent() {
        return end.length == 0 ? 0 : end[end.length - 1];
    }
}
