package dev.partita.convert.cases;

import dev.partita.network.Elements;
import dev.partita.tensor.DType;
import dev.partita.worker.torch.evaluator.HostTensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A tensor argument of a case.
 *
 * @param dims extents; a negative one, such as -4, is 4 in the static twin and a symbol in the dynamic twin; equal
 *     negative extents share their symbol
 * @param weight whether the converter sees it as a constant of the program
 */
public record CaseTensor(DType dtype, List<Long> dims, Values values, boolean weight) implements CaseArg {

    public CaseTensor {
        dims = List.copyOf(dims);
    }

    /** What a tensor is filled with. */
    public sealed interface Values {
        /** Real numbers around zero. */
        record Normal() implements Values {}

        /** Real numbers, evenly within bounds. */
        record Between(double low, double high) implements Values {}

        /** Integers from low to high, high excluded. */
        record Integers(long low, long high) implements Values {}

        /** These, repeated as often as it takes. */
        record Exactly(List<Double> numbers) implements Values {}
    }

    public CaseTensor as(DType other) {
        return new CaseTensor(other, dims, values, weight);
    }

    public CaseTensor constant() {
        return new CaseTensor(dtype, dims, values, true);
    }

    public CaseTensor filledWith(Values other) {
        return new CaseTensor(dtype, dims, other, weight);
    }

    public CaseTensor between(double low, double high) {
        return filledWith(new Values.Between(low, high));
    }

    public CaseTensor integers(long low, long high) {
        return filledWith(new Values.Integers(low, high));
    }

    public CaseTensor exactly(double... numbers) {
        return filledWith(new Values.Exactly(java.util.Arrays.stream(numbers).boxed().toList()));
    }

    public boolean isDynamic() {
        return !weight && dims.stream().anyMatch(dim -> dim < 0);
    }

    /** Values for these extents; the same random numbers give the same tensor. */
    public HostTensor generate(List<Long> extents, RandomGenerator random) {
        HostTensor tensor = HostTensor.empty(dtype, extents);
        for (long i = 0; i < tensor.elementCount(); i++) {
            Elements.putDouble(tensor.data(), i, dtype, next(i, random));
        }
        return tensor;
    }

    private double next(long index, RandomGenerator random) {
        return switch (values) {
            case Values.Normal _ -> dtype == DType.BOOL
                    ? (random.nextBoolean() ? 1 : 0)
                    : dtype.isIntegral() ? random.nextInt(-9, 10) : random.nextGaussian();
            case Values.Between(double low, double high) -> random.nextDouble(low, high);
            case Values.Integers(long low, long high) -> random.nextLong(low, high);
            case Values.Exactly(List<Double> numbers) -> numbers.get((int) (index % numbers.size()));
        };
    }
}
