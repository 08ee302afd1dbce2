package dev.partita.convert.cases;

import dev.partita.ir.Arg;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words in which the tables of cases are written. */
public final class Cases {

    private Cases() {}

    /** A call; arguments are tensors of this class, numbers, truth values, strings, types, lists of those, or null. */
    public static ConverterCase op(String op, @Nullable Object... args) {
        return new ConverterCase(
                op, op, Arrays.stream(args).map(Cases::arg).toList(), Map.of(), ConverterCase.Expectation.DEFAULT);
    }

    public static CaseTensor f32(long... dims) {
        return tensor(DType.FLOAT32, dims);
    }

    public static CaseTensor i32(long... dims) {
        return tensor(DType.INT32, dims);
    }

    public static CaseTensor i64(long... dims) {
        return tensor(DType.INT64, dims);
    }

    public static CaseTensor bool(long... dims) {
        return tensor(DType.BOOL, dims);
    }

    public static CaseTensor tensor(DType dtype, long... dims) {
        List<Long> extents = Arrays.stream(dims).boxed().toList();
        return new CaseTensor(dtype, extents, new CaseTensor.Values.Normal(), false);
    }

    /** The symbolic extent that a tensor of the call writes as {@code -extent}. */
    public static CaseArg size(long extent) {
        return new CaseArg.Size(extent, 1);
    }

    public static CaseArg size(long extent, long factor) {
        return new CaseArg.Size(extent, factor);
    }

    public static List<Object> list(Object... items) {
        return List.of(items);
    }

    /** One case per type. */
    public static List<ConverterCase> over(ConverterCase shape, DType... types) {
        return Arrays.stream(types).map(shape::in).toList();
    }

    @SafeVarargs
    public static List<ConverterCase> all(List<ConverterCase>... groups) {
        List<ConverterCase> cases = new ArrayList<>();
        Arrays.stream(groups).forEach(cases::addAll);
        return cases;
    }

    static CaseArg arg(@Nullable Object value) {
        return switch (value) {
            case null -> new CaseArg.Literal(Arg.NONE);
            case CaseArg ready -> ready;
            case Integer number -> new CaseArg.Literal(Arg.of((long) number));
            case Long number -> new CaseArg.Literal(Arg.of(number));
            case Double number -> new CaseArg.Literal(Arg.of(number));
            case Boolean truth -> new CaseArg.Literal(Arg.of(truth));
            case String text -> new CaseArg.Literal(Arg.of(text));
            case DType dtype -> new CaseArg.Literal(Arg.of(dtype));
            case List<?> items -> new CaseArg.Items(items.stream().map(Cases::arg).toList());
            default -> throw new IllegalArgumentException("no argument: " + value);
        };
    }
}
