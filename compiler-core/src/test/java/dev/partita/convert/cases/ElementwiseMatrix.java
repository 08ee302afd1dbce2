package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.op;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every op that works element by element, in every element type that torch takes and TensorRT computes in, with static and
 * symbolic extents; and without axes, and without elements.
 */
final class ElementwiseMatrix {

    private static final List<DType> REAL =
            List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.FLOAT64);
    private static final List<DType> NUMBERS = with(REAL, DType.INT32, DType.INT64);
    private static final List<DType> ALL = with(NUMBERS, DType.BOOL);

    /** Functions that are defined on a part of the numbers only, or grow fast. */
    private static final Map<String, double[]> DOMAINS = Map.ofEntries(
            Map.entry("log", new double[] {0.2, 9}), Map.entry("log2", new double[] {0.2, 9}),
            Map.entry("log10", new double[] {0.2, 9}), Map.entry("log1p", new double[] {-0.5, 9}),
            Map.entry("sqrt", new double[] {0, 9}), Map.entry("rsqrt", new double[] {0.2, 9}),
            Map.entry("reciprocal", new double[] {0.2, 9}), Map.entry("asin", new double[] {-0.9, 0.9}),
            Map.entry("acos", new double[] {-0.9, 0.9}), Map.entry("atanh", new double[] {-0.9, 0.9}),
            Map.entry("acosh", new double[] {1, 9}), Map.entry("tan", new double[] {-1.2, 1.2}));

    private ElementwiseMatrix() {}

    static List<ConverterCase> all() {
        List<ConverterCase> cases = new ArrayList<>();
        for (String name : List.of(
                "exp", "log", "sqrt", "reciprocal", "sin", "cos", "tan", "sinh", "cosh", "asin", "acos", "atan", "asinh",
                "acosh", "atanh", "erf", "rsqrt", "expm1", "log1p", "log2", "log10", "sigmoid", "tanh")) {
            unary(cases, name, ALL);
        }
        for (String name : List.of("ceil", "floor", "round", "trunc")) {
            unary(cases, name, NUMBERS);
        }
        unary(cases, "abs", NUMBERS);
        unary(cases, "neg", NUMBERS);
        unary(cases, "sign", ALL);
        unary(cases, "relu", NUMBERS);
        unary(cases, "logical_not", ALL);
        unary(cases, "isnan", ALL);
        unary(cases, "isinf", ALL);
        for (String name : List.of("leaky_relu", "elu", "softplus", "hardsigmoid", "gelu")) {
            unary(cases, name, REAL);
        }
        unary(cases, "hardtanh", NUMBERS);
        for (String name : List.of("add.Tensor", "mul.Tensor", "maximum.default", "minimum.default")) {
            binary(cases, name, ALL);
        }
        for (String name : List.of("sub.Tensor", "fmod.Tensor", "remainder.Tensor", "floor_divide.default")) {
            binary(cases, name, NUMBERS);
        }
        binary(cases, "div.Tensor", ALL);
        binary(cases, "atan2.default", REAL);
        binary(cases, "pow.Tensor_Tensor", NUMBERS);
        for (String name : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
            binary(cases, name + ".Tensor", ALL);
            withNumber(cases, name + ".Scalar", 2, ALL);
        }
        for (String name : List.of("logical_and", "logical_or", "logical_xor")) {
            binary(cases, name + ".default", ALL);
        }
        for (String name : List.of("add.Scalar", "sub.Scalar", "mul.Scalar", "div.Scalar", "floor_divide.Scalar",
                "fmod.Scalar", "remainder.Scalar", "pow.Tensor_Scalar", "rsub.Scalar")) {
            withNumber(cases, name, 2, NUMBERS);
        }
        for (DType dtype : NUMBERS) {
            add(cases, op("aten.clamp.default", typed("clamp", dtype, -3, 4), -1, 2), dtype);
            add(cases, op("aten.clamp.Tensor", typed("clamp", dtype, -3, 4), typed("clamp", dtype, 4)), dtype);
            for (String mode : List.of("floor", "trunc")) {
                ConverterCase quotient = op("aten.div.Tensor_mode", typed("div", dtype, -3, 4), divisor(dtype, 4));
                add(cases, quotient.with("rounding_mode", mode), dtype, mode);
            }
        }
        for (DType dtype : ALL) {
            CaseTensor truth = Cases.bool(-3, 4);
            add(cases, op("aten.where.self", truth, typed("where", dtype, -3, 4), typed("where", dtype, 4)), dtype);
        }
        return cases;
    }

    private static void unary(List<ConverterCase> cases, String name, List<DType> types) {
        String op = "aten." + name + ".default";
        for (DType dtype : types) {
            add(cases, op(op, typed(name, dtype, -3, 4)), dtype);
        }
        add(cases, op(op, typed(name, DType.FLOAT32)), DType.FLOAT32, "rank 0");
        add(cases, op(op, typed(name, DType.FLOAT32, 0, 3)), DType.FLOAT32, "empty");
    }

    private static void binary(List<ConverterCase> cases, String name, List<DType> types) {
        String op = "aten." + name;
        for (DType dtype : types) {
            CaseTensor left = name.startsWith("pow") ? base(dtype, -3, 1, 4) : typed(name, dtype, -3, 1, 4);
            add(cases, op(op, left, divisor(dtype, 2, 1)), dtype);
        }
        add(cases, op(op, typed(name, DType.FLOAT32), divisor(DType.FLOAT32)), DType.FLOAT32, "rank 0");
        add(cases, op(op, typed(name, DType.FLOAT32, 0, 3), divisor(DType.FLOAT32, 3)), DType.FLOAT32, "empty");
    }

    private static void withNumber(List<ConverterCase> cases, String name, int number, List<DType> types) {
        for (DType dtype : types) {
            add(cases, op("aten." + name, typed(name, dtype, -3, 4), number), dtype);
        }
    }

    private static void add(List<ConverterCase> cases, ConverterCase theCase, DType dtype, String... details) {
        String detail = "matrix " + dtype.torchName() + (details.length == 0 ? "" : " " + details[0]);
        ConverterCase named = theCase.named(detail);
        cases.add(dtype == DType.FLOAT64
                ? named.under(CompilationSettings.defaults().with(PrecisionSettings.TRUNCATE_DOUBLE, true))
                : named);
    }

    private static CaseTensor typed(String name, DType dtype, long... dims) {
        CaseTensor tensor = f32(dims).as(dtype);
        double[] domain = DOMAINS.get(name);
        if (dtype == DType.BOOL) {
            return domain != null && domain[0] >= 0.2 ? tensor.exactly(1) : tensor;
        }
        if (domain == null) {
            return dtype.isIntegral() ? tensor.integers(-4, 5) : tensor;
        }
        return dtype.isIntegral()
                ? tensor.integers((long) Math.ceil(domain[0]), (long) Math.floor(domain[1]) + 1)
                : tensor.between(domain[0], domain[1]);
    }

    /** Neither zero nor so small that quotients grow large; in halves exact, so that whole quotients are no accident. */
    private static CaseTensor divisor(DType dtype, long... dims) {
        CaseTensor tensor = f32(dims).as(dtype);
        return dtype == DType.BOOL ? tensor.exactly(1) : tensor.exactly(2, 3);
    }

    private static CaseTensor base(DType dtype, long... dims) {
        CaseTensor tensor = f32(dims).as(dtype);
        return dtype.isIntegral() ? tensor.integers(0, 5) : tensor.between(0.1, 3);
    }

    private static List<DType> with(List<DType> types, DType... more) {
        List<DType> all = new ArrayList<>(types);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
