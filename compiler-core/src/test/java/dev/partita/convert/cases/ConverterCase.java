package dev.partita.convert.cases;

import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of one op, to be converted and compared with libtorch: on the reference evaluator in every build, on a GPU
 * where there is one. Plain data.
 *
 * @param name unique: the op and what is special here
 */
public record ConverterCase(
        String name, String op, List<CaseArg> args, Map<String, CaseArg> kwargs, Expectation expectation) {

    public ConverterCase {
        args = List.copyOf(args);
    }

    /** A keyword that is no argument: an input of the network from whose extents symbolic sizes are read. */
    public static final String BESIDE = "(beside)";

    /** The same call in a graph with another input, for calls that get sizes but no tensor. */
    public ConverterCase beside(CaseTensor input) {
        return with(BESIDE, input);
    }

    /**
     * @param results which results of a tuple are compared
     * @param tolerance absolute and relative, where the result's type does not allow more anyway
     * @param answer what libtorch is asked instead when it does not know the op; the tensors are those of the call, in order
     */
    public record Expectation(
            List<Integer> results, double tolerance, CompilationSettings settings, Optional<Answer> answer) {
        static final Expectation DEFAULT =
                new Expectation(List.of(0), 0, CompilationSettings.defaults(), Optional.empty());
    }

    public record Answer(String op, List<CaseArg> args, Map<String, CaseArg> kwargs) {}

    /** The call whose result libtorch compares with. */
    public Answer answer() {
        return expectation.answer().orElseGet(() -> new Answer(op, args, keywords()));
    }

    /** Libtorch does not know the op: it answers this call, which reads the same tensors in the same order. */
    public ConverterCase answeredBy(ConverterCase other) {
        return expecting(new Expectation(
                expectation.results(), expectation.tolerance(), expectation.settings(), Optional.of(other.answer())));
    }

    private ConverterCase expecting(Expectation other) {
        return new ConverterCase(name, op, args, kwargs, other);
    }

    public ConverterCase named(String detail) {
        return new ConverterCase(op + " " + detail, op, args, kwargs, expectation);
    }

    public ConverterCase with(String keyword, Object value) {
        Map<String, CaseArg> more = new LinkedHashMap<>(kwargs);
        more.put(keyword, Cases.arg(value));
        return new ConverterCase(name, op, args, more, expectation);
    }

    public ConverterCase comparing(Integer... results) {
        return expecting(new Expectation(
                List.of(results), expectation.tolerance(), expectation.settings(), expectation.answer()));
    }

    public ConverterCase within(double tolerance) {
        return expecting(new Expectation(
                expectation.results(), tolerance, expectation.settings(), expectation.answer()));
    }

    public ConverterCase under(CompilationSettings settings) {
        return expecting(new Expectation(
                expectation.results(), expectation.tolerance(), settings, expectation.answer()));
    }

    /** The same call with all FLOAT32 tensors in another type. */
    public ConverterCase in(DType dtype) {
        List<CaseArg> retyped = args.stream().map(arg -> retyped(arg, dtype)).toList();
        return new ConverterCase(name + " " + dtype.torchName(), op, retyped, kwargs, expectation);
    }

    private static CaseArg retyped(CaseArg arg, DType dtype) {
        return switch (arg) {
            case CaseTensor tensor -> tensor.dtype() == DType.FLOAT32 ? tensor.as(dtype) : tensor;
            case CaseArg.Items(List<CaseArg> items) ->
                new CaseArg.Items(items.stream().map(item -> retyped(item, dtype)).toList());
            case CaseArg.Literal _, CaseArg.Size _ -> arg;
        };
    }

    /** All tensor arguments in reading order; in the dynamic twin with the input beside the call. */
    public List<CaseTensor> tensors(boolean dynamic) {
        List<CaseTensor> found = new ArrayList<>();
        args.forEach(arg -> collect(arg, found));
        kwargs.forEach((keyword, arg) -> {
            if (dynamic || !keyword.equals(BESIDE)) {
                collect(arg, found);
            }
        });
        return found;
    }

    /** Keyword arguments of the call itself. */
    public Map<String, CaseArg> keywords() {
        Map<String, CaseArg> own = new LinkedHashMap<>(kwargs);
        own.remove(BESIDE);
        return own;
    }

    private static void collect(CaseArg arg, List<CaseTensor> found) {
        switch (arg) {
            case CaseTensor tensor -> found.add(tensor);
            case CaseArg.Items(List<CaseArg> items) -> items.forEach(item -> collect(item, found));
            case CaseArg.Literal _, CaseArg.Size _ -> {}
        }
    }

    public boolean hasDynamicTwin() {
        return tensors(true).stream().anyMatch(CaseTensor::isDynamic);
    }

    @Override
    public String toString() {
        return name;
    }
}
