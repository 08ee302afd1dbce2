package dev.partita.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects what TensorRT's profiler reports, one layer after the other, query after query. A new query has begun when
 * the first layer's name comes again; TensorRT itself never says so.
 */
public final class LayerRecorder {

    private final List<Series> layers = new ArrayList<>();
    private int next;
    private int queries;

    /** One report, in the order in which TensorRT makes them. */
    public void report(String layer, float millis) {
        if (next == layers.size()) {
            boolean again = !layers.isEmpty() && layers.getFirst().name.equals(layer);
            if (layers.isEmpty() || again) {
                queries++;
            }
            if (again) {
                next = 0;
            } else {
                layers.add(new Series(layer));
            }
        }
        layers.get(next).add(millis);
        next++;
    }

    public int queries() {
        return queries;
    }

    /** All layers in the engine's order, those that took no time included. */
    public List<LayerTiming> timings() {
        float total = 0;
        for (Series layer : layers) {
            total += layer.sum();
        }
        List<LayerTiming> timings = new ArrayList<>();
        for (Series layer : layers) {
            timings.add(layer.timing(total));
        }
        return List.copyOf(timings);
    }

    /** Growing float series; boxing a million reports would disturb what is measured. */
    private static final class Series {
        private final String name;
        private float[] millis = new float[64];
        private int count;

        Series(String name) {
            this.name = name;
        }

        void add(float value) {
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = value;
        }

        float sum() {
            float sum = 0;
            for (int i = 0; i < count; i++) {
                sum += millis[i];
            }
            return sum;
        }

        LayerTiming timing(float total) {
            float[] sorted = Arrays.copyOf(millis, count);
            Arrays.sort(sorted);
            return new LayerTiming(
                    name, sum(), sum() / count, Statistics.median(sorted), total == 0 ? 0 : sum() / total * 100);
        }
    }
}
