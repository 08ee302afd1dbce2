package dev.partita.convert;

import dev.partita.element.ElementReader;
import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Views on known values: other types, orders and ranks without touching the data. */
public final class Weights {

    private Weights() {}

    public static WeightSource cast(WeightSource source, DType to) {
        return switch (source) {
            case WeightSource.Stored stored -> stored.as(to);
            case WeightSource.Scaled(WeightSource.Stored base, List<Double> factors) ->
                new WeightSource.Scaled(base.as(to), factors);
            case WeightSource.Integers(List<Long> values, List<Long> dims, DType from) ->
                to.isFloatingPoint()
                        ? new WeightSource.Reals(values.stream().map(Long::doubleValue).toList(), dims, to)
                        : new WeightSource.Integers(to == DType.BOOL ? truth(values) : values, dims, to);
            case WeightSource.Reals(List<Double> values, List<Long> dims, DType from) ->
                to.isFloatingPoint()
                        ? new WeightSource.Reals(values, dims, to)
                        : new WeightSource.Integers(
                                values.stream().map(v -> to == DType.BOOL ? (v == 0 ? 0L : 1L) : v.longValue()).toList(),
                                dims,
                                to);
            case WeightSource.Filled(double value, List<Long> dims, DType from) ->
                new WeightSource.Filled(to == DType.BOOL ? (value == 0 ? 0 : 1) : value, dims, to);
        };
    }

    private static List<Long> truth(List<Long> values) {
        return values.stream().map(value -> value == 0 ? 0L : 1L).toList();
    }

    /** The same values with leading axes of extent one. */
    public static WeightSource toRank(WeightSource source, int rank) {
        int missing = rank - source.dims().size();
        if (missing <= 0) {
            return source;
        }
        List<Long> dims = new ArrayList<>(Collections.nCopies(missing, 1L));
        dims.addAll(source.dims());
        return withDims(source, dims);
    }

    /** The same values with one more axis of extent one, at the end. */
    public static WeightSource appendAxis(WeightSource source) {
        List<Long> dims = new ArrayList<>(source.dims());
        dims.add(1L);
        return switch (source) {
            case WeightSource.Stored stored -> {
                List<Long> strides = new ArrayList<>(stored.layout().strides());
                strides.add(1L);
                yield restrided(stored, dims, strides);
            }
            case WeightSource.Scaled(WeightSource.Stored base, List<Double> factors) ->
                new WeightSource.Scaled((WeightSource.Stored) appendAxis(base), factors);
            case WeightSource.Integers _, WeightSource.Reals _, WeightSource.Filled _ -> withDims(source, dims);
        };
    }

    private static WeightSource.Stored restrided(WeightSource.Stored stored, List<Long> dims, List<Long> strides) {
        WeightSource.Layout layout =
                new WeightSource.Layout(stored.layout().dtype(), stored.layout().offset(), strides);
        return new WeightSource.Stored(stored.storage(), stored.label(), layout, dims, stored.dtype());
    }

    /** Other extents for the same elements; strides are found again, since only extents of one come and go. */
    private static WeightSource withDims(WeightSource source, List<Long> dims) {
        return switch (source) {
            case WeightSource.Stored stored -> {
                List<Long> strides = new ArrayList<>(Collections.nCopies(dims.size() - stored.dims().size(), 0L));
                strides.addAll(stored.layout().strides());
                yield restrided(stored, dims, strides);
            }
            case WeightSource.Scaled(WeightSource.Stored base, List<Double> factors) ->
                new WeightSource.Scaled((WeightSource.Stored) withDims(base, dims), factors);
            case WeightSource.Integers integers -> new WeightSource.Integers(integers.values(), dims, integers.dtype());
            case WeightSource.Reals reals -> new WeightSource.Reals(reals.values(), dims, reals.dtype());
            case WeightSource.Filled filled -> new WeightSource.Filled(filled.value(), dims, filled.dtype());
        };
    }

    /** The layout of a contiguous tensor. */
    static WeightSource.Layout dense(TensorSpec spec) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (SymExpr dim : spec.shape().dims().reversed()) {
            strides.addFirst(stride);
            stride *= dim.constantValue().orElse(1);
        }
        return new WeightSource.Layout(spec.dtype(), 0, strides);
    }

    /** One number that broadcasts to {@code rank}. */
    public static WeightSource number(double value, DType dtype, int rank) {
        List<Long> dims = Collections.nCopies(rank, 1L);
        return dtype.isFloatingPoint()
                ? new WeightSource.Reals(List.of(value), dims, dtype)
                : new WeightSource.Integers(List.of(dtype == DType.BOOL && value != 0 ? 1L : (long) value), dims, dtype);
    }

    /** All values in order. Meant for short vectors: the parameters of a batch norm. */
    public static double[] values(WeightSource source) {
        double[] values = new double[Math.toIntExact(source.elementCount())];
        switch (source) {
            case WeightSource.Integers integers -> fill(values, integers.values());
            case WeightSource.Reals reals -> fill(values, reals.values());
            case WeightSource.Filled filled -> Arrays.fill(values, filled.value());
            case WeightSource.Scaled scaled -> {
                double[] unscaled = values(scaled.base());
                int slice = values.length / scaled.factors().size();
                Arrays.setAll(values, i -> unscaled[i] * scaled.factors().get(i / slice));
            }
            case WeightSource.Stored stored -> {
                if (stored.dims().size() > 1) {
                    throw new IllegalArgumentException("only vectors are read element by element, not " + stored);
                }
                if (!WeightWriter.hasValues(stored)) {
                    throw new IllegalArgumentException("'" + stored.label() + "' must be evaluated before it is converted");
                }
                long stride = stored.dims().isEmpty() ? 0 : stored.layout().strides().getFirst();
                for (int i = 0; i < values.length; i++) {
                    long at = stored.layout().offset() + i * stride;
                    values[i] = ElementReader.number(stored.storage(), at, stored.layout().dtype());
                }
            }
        }
        return values;
    }

    private static void fill(double[] target, List<? extends Number> values) {
        for (int i = 0; i < target.length; i++) {
            target[i] = values.get(i).doubleValue();
        }
    }

    /** Numbers that a converter has computed. */
    public static WeightSource computed(double[] values, String label, DType dtype) {
        WeightSource.Layout layout = new WeightSource.Layout(DType.FLOAT64, 0, List.of(1L));
        MemorySegment data = MemorySegment.ofArray(values);
        return new WeightSource.Stored(data, label, layout, List.of((long) values.length), dtype);
    }
}
