package dev.partita.convert.op;

import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch norm of constants, as {@code x * scale + shift} per channel, in double: nothing is rounded before the values are
 * written for TensorRT.
 */
record ChannelScale(List<Double> scale, List<Double> shift) {

    ChannelScale {
        scale = List.copyOf(scale);
        shift = List.copyOf(shift);
    }

    /** From the arguments input, weight, bias, running mean, running variance. */
    static ChannelScale of(OpCall call, double epsilon) {
        double[] mean = Weights.values(call.weights(3).orElseThrow());
        double[] variance = Weights.values(call.weights(4).orElseThrow());
        Optional<double[]> weight = call.weights(1).map(Weights::values);
        Optional<double[]> bias = call.weights(2).map(Weights::values);
        List<Double> scale = new ArrayList<>();
        List<Double> shift = new ArrayList<>();
        for (int i = 0; i < mean.length; i++) {
            double factor = (weight.isPresent() ? weight.get()[i] : 1) / Math.sqrt(variance[i] + epsilon);
            scale.add(factor);
            shift.add((bias.isPresent() ? bias.get()[i] : 0) - mean[i] * factor);
        }
        return new ChannelScale(scale, shift);
    }

    /** What becomes of a bias that is added before. */
    double[] applied(double[] bias) {
        double[] result = new double[bias.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = bias[i] * scale.get(i) + shift.get(i);
        }
        return result;
    }
}
