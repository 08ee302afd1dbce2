package dev.partita.accuracy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.element.ElementReader;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredValue;

/**
 * One value against its reference. Values of different kinds, shapes or element types are not compared: they mismatch.
 * Only floats may differ in width: a program in half precision is compared with what it means in float32.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Comparison {

    record Compared(Difference difference) implements Comparison {}

    record Mismatch(String why) implements Comparison {}

    default boolean agrees() {
        return switch (this) {
            case Compared(Difference difference) -> difference.isWithinTolerance();
            case Mismatch mismatch -> false;
        };
    }

    static Comparison of(StoredValue actual, StoredValue reference, Tolerance tolerance) {
        if (actual instanceof StoredValue.Tensor left && reference instanceof StoredValue.Tensor right) {
            return left.shape().equals(right.shape()) && comparable(left.dtype(), right.dtype())
                    ? new Compared(tensors(left, right, tolerance))
                    : mismatch(actual, reference);
        }
        if (actual instanceof StoredValue.FloatValue(double left) && reference instanceof StoredValue.FloatValue(double right)) {
            boolean close = Math.abs(left - right) <= tolerance.absolute() + tolerance.relative() * Math.abs(right);
            return close || Double.compare(left, right) == 0 ? new Compared(Difference.EXACT) : mismatch(actual, reference);
        }
        return actual.equals(reference) ? new Compared(Difference.EXACT) : mismatch(actual, reference);
    }

    private static Comparison mismatch(StoredValue actual, StoredValue reference) {
        return new Mismatch("got " + words(actual) + ", expected " + words(reference));
    }

    private static String words(StoredValue value) {
        return switch (value) {
            case StoredValue.Tensor tensor -> tensor.spec().toString();
            case StoredValue.IntValue(long number) -> Long.toString(number);
            case StoredValue.FloatValue(double number) -> Double.toString(number);
            case StoredValue.BoolValue(boolean truth) -> Boolean.toString(truth);
            case StoredValue.StringValue(String text) -> '"' + text + '"';
            case StoredValue.None none -> "None";
        };
    }

    private static boolean comparable(DType actual, DType reference) {
        return actual == reference || (actual.isFloatingPoint() && reference.isFloatingPoint());
    }

    /** Both NaN, or the same infinity, counts as equal. */
    private static Difference tensors(StoredValue.Tensor actual, StoredValue.Tensor reference, Tolerance tolerance) {
        long count = ElementReader.count(reference.bytes(), reference.dtype());
        if (count == 0) {
            return Difference.EXACT;
        }
        long outside = 0;
        double absoluteSum = 0;
        double squareSum = 0;
        double max = 0;
        double maxRelative = 0;
        double dot = 0;
        double actualNorm = 0;
        double referenceNorm = 0;
        for (long i = 0; i < count; i++) {
            double a = ElementReader.number(actual.bytes(), i, actual.dtype());
            double r = ElementReader.number(reference.bytes(), i, reference.dtype());
            if (Double.compare(a, r) == 0 && !Double.isFinite(r)) {
                continue;
            }
            double error = Math.abs(a - r);
            // Written so that a NaN error counts as outside.
            if (!(error <= tolerance.absolute() + tolerance.relative() * Math.abs(r))) {
                outside++;
            }
            absoluteSum += error;
            squareSum += error * error;
            max = Double.isNaN(error) ? Double.NaN : Math.max(max, error);
            if (r != 0) {
                maxRelative = Math.max(maxRelative, error / Math.abs(r));
            }
            dot += a * r;
            actualNorm += a * a;
            referenceNorm += r * r;
        }
        double norms = Math.sqrt(actualNorm) * Math.sqrt(referenceNorm);
        double cosine = norms == 0 ? (actualNorm == referenceNorm ? 0 : 1) : 1 - dot / norms;
        return new Difference(count, (double) outside / count, absoluteSum / count, squareSum / count, max, cosine,
                maxRelative);
    }
}
